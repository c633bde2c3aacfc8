#!/usr/bin/python3
# services.py FIFO: NetworkManager and logind, pretended by python3-dbusmock on the bus of DBUS_SYSTEM_BUS_ADDRESS. Each
# line of FIFO is an order; what it did is one line on stderr.
import json
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
import dbusmock
from dbusmock import mockobject
from gi.repository import GLib

NM = '/org/freedesktop/NetworkManager'
DEVICE = NM + '/Devices/wlan0'
LOCKS = {'open': 0, 'psk': 0x100, 'account': 0x200, 'sae': 0x400, 'owe': 0x800, 'wep': 0}


class Services:
    def __init__(self):
        dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
        self.bus = dbusmock.testcase.DBusTestCase.get_dbus(True)
        self.logind = self.template('logind')
        # NetworkManager tells nobody a password; the template does.
        nm_module = mockobject.load_module('networkmanager')
        told = nm_module.ConnectionGetSettings
        nm_module.ConnectionGetSettings = lambda connection: {
            section: {key: value for key, value in words.items() if key != 'psk'}
            for section, words in told(connection).items()}
        self.nm = self.template('networkmanager')
        self.nm.AddWiFiDevice('wlan0', 'wlan0', 30)
        self.refusal = None
        self.locked_out = None
        manager = dbusmock.get_object(NM)
        activate = manager.activate_connection

        def activated(mock, connection, device, point):
            if self.locked_out:
                raise dbus.exceptions.DBusException('no', name=self.locked_out)
            if self.refusal is None:
                return activate(mock, connection, device, point)
            GLib.idle_add(self.fail)
            return dbus.ObjectPath(NM + '/ActiveConnection/9')

        manager.activate_connection = activated

    def template(self, name):
        module = mockobject.load_module(name)
        owned = dbus.service.BusName(module.BUS_NAME, self.bus)
        interface = getattr(module, 'MAIN_IFACE', mockobject.OBJECT_MANAGER_IFACE)
        main = mockobject.DBusMockObject(owned, module.MAIN_OBJ, interface, {}, None, hasattr(module, 'IS_OBJECT_MANAGER'))
        main.AddTemplate(name, dbus.Dictionary({}, signature='sv'))
        mockobject.objects[module.MAIN_OBJ] = main
        return main

    def fail(self):
        states = [dbus.UInt32(120), dbus.UInt32(60), dbus.UInt32(self.refusal)]
        dbusmock.get_object(DEVICE).EmitSignal('org.freedesktop.NetworkManager.Device', 'StateChanged', 'uuu', states)

    def wifi(self, name, strength, lock, called=''):
        called = called or 'point%d' % len(dbusmock.get_object(DEVICE).access_points)
        # The template has one word for both tables of locks, and no SAE.
        point = self.nm.AddAccessPoint(DEVICE, called, 'x', '00:11:22:33:44:55', 2, 2412, 54, int(strength), 0)
        properties = dbusmock.get_object(point).props['org.freedesktop.NetworkManager.AccessPoint']
        properties['Ssid'] = dbus.ByteArray(bytes.fromhex(name))
        properties['Flags'] = dbus.UInt32(0 if lock == 'open' else 1)
        properties['WpaFlags'] = dbus.UInt32(0)
        properties['RsnFlags'] = dbus.UInt32(LOCKS[lock])

    def remember(self, name):
        self.nm.SettingsAddConnection({'connection': {'id': 'x', 'type': '802-11-wireless'},
                                       '802-11-wireless': {'ssid': dbus.ByteArray(bytes.fromhex(name))}})

    def vanish(self, called):
        self.nm.RemoveAccessPoint(DEVICE, dbus.ObjectPath(NM + '/AccessPoint/' + called))

    def refuse(self, reason):
        self.refusal = int(reason)

    def lock_out(self, error):
        self.locked_out = error

    def keep_all(self):
        def refuse(_):
            raise dbus.exceptions.DBusException('no', name='org.freedesktop.NetworkManager.Settings.PermissionDenied')
        for path in dbusmock.get_object(NM + '/Settings').ListConnections():
            dbusmock.get_object(path).ConnectionDelete = refuse

    def state(self, state, connectivity, checks):
        properties = dbusmock.get_object(NM).props['org.freedesktop.NetworkManager']
        properties['State'] = dbus.UInt32(int(state))
        properties['Connectivity'] = dbus.UInt32(int(connectivity))
        properties['ConnectivityCheckEnabled'] = dbus.Boolean(checks == 'yes')

    def nonsense(self, kind):
        manager = dbusmock.get_object(NM).props['org.freedesktop.NetworkManager']
        if kind == 'types':
            manager['State'] = dbus.String('seventy')
            manager['Devices'] = dbus.Array([dbus.Struct([dbus.Int64(-1)])], signature='(x)')
            manager['Aardvark'] = dbus.Dictionary({'a': dbus.Array([b'x'], signature='ay')}, signature='sv')
        if kind == 'points':
            dbusmock.get_object(DEVICE).props['org.freedesktop.NetworkManager.Device.Wireless']['AccessPoints'] = \
                dbus.Array([NM + '/AccessPoint/no%d' % each for each in range(20000)], signature='o')
        if kind == 'itself':
            manager['Devices'] = dbus.Array([NM] * 5000, signature='o')

    # Who looks wants to know what NetworkManager would keep, the password among it.
    def remembered(self):
        settings = dbusmock.get_object(NM + '/Settings')
        all_of = [dbusmock.get_object(path).settings for path in settings.ListConnections()]
        shown = [{section: {key: bytes(value).hex() if key == 'ssid' else value
                            for key, value in words.items() if key != 'uuid'}
                  for section, words in each.items()} for each in all_of]
        return json.dumps(shown, sort_keys=True)

    def switched_off(self):
        return 'never' if not self.logind.GetMethodCalls('PowerOff') else 'yes'

    def obey(self, line):
        order, *words = line.split()
        said = getattr(self, order)(*words)
        print('did %s: %s' % (order, said), file=sys.stderr, flush=True)


services = Services()
fifo = os.open(sys.argv[1], os.O_RDWR | os.O_NONBLOCK)
kept = b''


def told(*_):
    global kept
    kept += os.read(fifo, 65536)
    *lines, kept = kept.split(b'\n')
    for line in lines:
        services.obey(line.decode())
    return True


GLib.io_add_watch(fifo, GLib.IO_IN, told)
print('services are there', file=sys.stderr, flush=True)
GLib.MainLoop().run()
