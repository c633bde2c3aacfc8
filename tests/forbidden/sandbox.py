"""The machine's own systemd as the first process of a small world: its own mounts, processes, network, users' files and control groups, and in it
the units of a device. Nothing of systemd is pretended; what it lets a unit do, the kernel lets it do."""
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time

import units

UNIFIED = ("/sys/fs/cgroup/unified", "/sys/fs/cgroup")
TARGETS = ("sysinit", "basic", "local-fs", "network", "shutdown", "multi-user")
USERS = """root:x:0:0::/root:/bin/sh
hineni:x:990:990::/var/lib/hineni:/bin/false
somebody:x:1000:1000::/home/somebody:/bin/false
nobody:x:65534:65534::/:/bin/false
"""
GROUPS = "root:x:0:\ntty:x:5:\naudio:x:29:\nvideo:x:44:\ninput:x:105:\nrender:x:106:\nhineni:x:990:\nnogroup:x:65534:\n"
# Open to everybody by their mode: only the unit stands between. Numbers are Linux's own.
DEVICES = {"null": (1, 3), "zero": (1, 5), "full": (1, 7), "random": (1, 8), "urandom": (1, 9), "tty": (5, 0), "console": (5, 1), "kmsg": (1, 11),
           "mem": (1, 1), "port": (1, 4), "input/event0": (13, 64), "input/mice": (13, 63), "hidraw0": (240, 0), "uinput": (10, 223), "uhid": (10, 239),
           "dri/card0": (226, 0), "dri/renderD128": (226, 128), "fb0": (29, 0), "vcs1": (7, 1), "tty0": (4, 0), "tty2": (4, 2), "ttyS0": (4, 64),
           "loop-control": (10, 237), "mapper/control": (10, 236), "snd/controlC0": (116, 0), "video0": (81, 0), "bus/usb/001/001": (189, 0),
           "rfkill": (10, 242), "watchdog": (10, 130), "net/tun": (10, 200), "fuse": (10, 229), "kvm": (10, 232), "rtc0": (254, 0), "nvram": (10, 144),
           "i2c-0": (89, 0), "gpiochip0": (250, 0), "vcio": (100, 0), "autofs": (10, 235), "cpu_dma_latency": (10, 126), "userfaultfd": (10, 125)}
DISKS = {"mmcblk0": (179, 0), "loop0": (7, 0)}
OPEN_TO_ALL = ("srv", "opt", "home/somebody", "root", "var/log", "var/lib/another", "boot/firmware", "media/stick", "mnt", "var/tmp", "tmp", "home",
               "run/user/1000", "run/forbidden", "etc/systemd/system", "boot", "etc", "var/lib",
               "usr", "usr/bin", "usr/lib")
LETTERS = {"root/letter": 0o644, "home/somebody/letter": 0o644, "run/user/1000/letter": 0o644, "tmp/letter": 0o666, "var/tmp/letter": 0o666,
           "var/lib/another/letter": 0o600, "etc/shadow": 0o640}


class Impossible(Exception):
    """What this machine does not let a test do."""


def sh(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Impossible(f"{' '.join(command)}: {done.stderr.strip()}")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def write(path, content, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    os.chmod(path, mode)


def furnish(root, probe, files):
    """The root file system of that world: this machine's /usr with the probe in it, and otherwise what the acts are about."""
    def at(*parts):
        return os.path.join(root, *parts)

    sh("mount", "-t", "tmpfs", "-o", "mode=0777", "tmpfs", root)
    for folder in ("usr", "proc", "sys", "dev", "run", "above", "below"):
        os.makedirs(at(folder))
    sh("mount", "-t", "overlay", "-o", f"lowerdir=/usr,upperdir={at('above')},workdir={at('below')}", "overlay", at("usr"))
    for link in ("bin", "sbin", "lib", "lib64"):
        os.symlink(os.path.join("usr", link), at(link))
    sh("mount", "-t", "proc", "proc", at("proc"))
    sh("mount", "-t", "sysfs", "sysfs", at("sys"))
    sh("mount", "-t", "cgroup2", "cgroup2", at("sys/fs/cgroup"))
    sh("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", at("dev"))
    sh("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", at("run"))
    for folder in OPEN_TO_ALL:
        os.makedirs(at(folder), exist_ok=True)
        os.chmod(at(folder), 0o777)
    for letter, mode in LETTERS.items():
        write(at(letter), "Dear all,\n", mode)
    for name, content in {"etc/passwd": USERS, "etc/group": GROUPS, "etc/nsswitch.conf": "passwd: files\ngroup: files\n",
                          "etc/machine-id": "68696e656e690000000000000000f0f0\n"}.items():
        write(at(name), content)
    shutil.copy("/etc/ld.so.cache", at("etc/ld.so.cache"))
    fill_dev(at)
    hineni_folders(at)
    shutil.copy(probe, at(units.PROBE[1:]))
    os.chmod(at(units.PROBE[1:]), 0o755)
    for program in ("hineni-kiosk", "hineni-sync", "espeak-ng"):
        shutil.copy(probe, at("usr/bin", program))
        os.chmod(at("usr/bin", program), 0o777)
    system = at("usr/lib/systemd/system")
    sh("mount", "-t", "tmpfs", "tmpfs", system)
    for target in TARGETS:
        write(os.path.join(system, target + ".target"), "[Unit]\nDefaultDependencies=no\n")
    for name, content in files.items():
        write(at("etc/systemd/system", name), content)


def fill_dev(at):
    os.umask(0)
    for kind, devices in ((0o020666, DEVICES), (0o060666, DISKS)):
        for name, (major, minor) in devices.items():
            os.makedirs(os.path.dirname(at("dev", name)), mode=0o755, exist_ok=True)
            os.mknod(at("dev", name), kind, os.makedev(major, minor))
    os.umask(0o022)
    os.makedirs(at("dev/pts"))
    os.makedirs(at("dev/shm"), mode=0o777)
    sh("mount", "-t", "devpts", "-o", "newinstance,ptmxmode=0666", "devpts", at("dev/pts"))
    os.symlink("pts/ptmx", at("dev/ptmx"))
    # The kiosk's console, which systemd gives it: a terminal that is nobody's.
    os.mknod(at("dev/tty1"), 0o020666, os.makedev(4, 1))


def hineni_folders(at):
    for folder in ("var/lib/hineni", "var/lib/hineni/errands", "var/lib/hineni-packs"):
        os.makedirs(at(folder), mode=0o700)
    for name in ("device.key", "queue.db"):
        write(at("var/lib/hineni", name), "x", 0o600)
    for folder, _, names in os.walk(at("var/lib/hineni")):
        for path in [folder] + [os.path.join(folder, name) for name in names]:
            os.chown(path, 990, 990)
    os.chown(at("var/lib/hineni-packs"), 990, 990)


def become(root):
    """The first process of that world. Does not return."""
    libc = ctypes.CDLL(None, use_errno=True)
    os.chdir(root)
    os.makedirs("before")
    if libc.syscall(155, b".", b"before") != 0:  # pivot_root
        raise Impossible("pivot_root: " + os.strerror(ctypes.get_errno()))
    os.chroot(".")
    os.chdir("/")
    if libc.umount2(b"/before", 2) != 0:
        raise Impossible("umount: " + os.strerror(ctypes.get_errno()))
    os.rmdir("/before")
    subprocess.run(["ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1"], check=False)  # A network card to see.
    os.execve("/lib/systemd/systemd", ["systemd", "--unit=forbidden-end.service", "--log-target=null", "--show-status=no", "--default-standard-output=null"],
              {"container": "hineni", "PATH": "/usr/bin:/usr/sbin"})


def unified():
    for place in UNIFIED:
        if os.path.exists(os.path.join(place, "cgroup.procs")):
            return place
    raise Impossible("find the control groups: there is no unified hierarchy")


def run(folder, probe, files, patience=300):
    """Name of a log -> what it says, of a world with these units."""
    if os.geteuid() != 0:
        raise Impossible("only root may make such a world")
    if not os.path.exists("/lib/systemd/systemd"):
        raise Impossible("find systemd: it is not installed")
    root = os.path.join(folder, "root")
    os.makedirs(root)
    group = os.path.join(unified(), f"hineni-forbidden-{os.getpid()}")
    try:
        os.mkdir(group)
    except OSError as problem:
        raise Impossible(f"make a control group: {problem}") from problem
    script = os.path.join(folder, "enter")
    write(script, f"echo $$ >{group}/cgroup.procs\nexec unshare --mount --uts --ipc --net --pid --cgroup --fork --kill-child --propagation private "
                  f"{sys.executable} {os.path.abspath(__file__)} {root} {probe} {folder}/files\n")
    write(os.path.join(folder, "files"), repr(files))
    child = subprocess.Popen(["/bin/sh", script], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        return wait_for(child, patience)
    finally:
        end(child, group)


def first_process(child):
    """The world's first process, as this machine numbers it."""
    try:
        with open(f"/proc/{child.pid}/task/{child.pid}/children", encoding="ascii") as file:
            return int(file.read().split()[0])
    except (OSError, IndexError):
        return None


def wait_for(child, patience):
    end_at = time.monotonic() + patience
    while time.monotonic() < end_at:
        if child.poll() is not None:
            raise Impossible("begin: " + child.stdout.read()[-600:].strip())
        first = first_process(child)
        place = f"/proc/{first}/root/run/forbidden"
        if first and os.path.exists(os.path.join(place, "ended")):
            return {name: read(os.path.join(place, name)) for name in os.listdir(place)}
        time.sleep(0.05)
    raise Impossible(f"wait for the units: they did not end within {patience} s")


def end(child, group):
    first = first_process(child)
    if first:
        os.kill(first, signal.SIGKILL)
    child.kill()
    child.wait()
    for _ in range(100):
        try:
            for place, _, _ in os.walk(group, topdown=False):
                os.rmdir(place)
            return
        except OSError:
            time.sleep(0.05)


if __name__ == "__main__":
    with open(sys.argv[3], encoding="utf-8") as listed:
        furnish(sys.argv[1], sys.argv[2], eval(listed.read()))  # noqa: S307  # Our own repr().
    become(sys.argv[1])
