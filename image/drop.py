"""The drop of the boot test: an nginx with WebDAV on this machine, which the emulated device reaches as 10.0.2.2."""
import base64
import hashlib
import os
import signal
import socket
import subprocess
import time

from emulator import Trouble, run


class Drop:
    def __init__(self, folder):
        os.makedirs(os.path.join(folder, "www", "drop"))
        self.folder, self.files = folder, os.path.join(folder, "www", "drop")
        certificate, key = f"{folder}/server.pem", f"{folder}/server.key"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=drop",
            "-addext", "subjectAltName=IP:10.0.2.2", "-keyout", key, "-out", certificate)
        public = subprocess.run(["openssl", "ec", "-in", key, "-pubout", "-outform", "DER"], capture_output=True, check=True).stdout
        self.pin = "sha256//" + base64.b64encode(hashlib.sha256(public).digest()).decode()
        # Our own socket, handed to nginx: it listens before nginx has started, and nobody else can take the port.
        listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        port = listening.getsockname()[1]
        self.address = f"https://10.0.2.2:{port}/drop/"
        kinds = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
            file.write(f"user root;\nload_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;\ndaemon off; worker_processes 1;\n"
                       f"pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log {folder}/access.log;\n{kinds}"
                       f"server {{ listen 127.0.0.1:{port} ssl; client_max_body_size 1m; ssl_certificate {certificate}; ssl_certificate_key {key};\n"
                       f"root {folder}/www; location /drop/ {{ dav_methods PUT MKCOL; dav_ext_methods PROPFIND OPTIONS; }} }}\n}}\n")
        descriptor = listening.fileno()
        self.nginx = subprocess.Popen(["/usr/sbin/nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"],
                                      env={**os.environ, "NGINX": f"{descriptor};"}, pass_fds=[descriptor])
        listening.close()

    def wait_for_rest(self, patience_s):
        """Until something has arrived, and nothing more came for a while."""
        end, last, since = time.monotonic() + patience_s, 0, time.monotonic()
        while True:
            there = sum(len(names) for _, _, names in os.walk(self.files))
            if there != last:
                last, since = there, time.monotonic()
            if there and time.monotonic() - since > 20:
                return
            if time.monotonic() > end:
                raise Trouble(f"wait for what the device delivers: nothing arrived in {patience_s} s")
            time.sleep(0.5)

    def close(self):
        self.nginx.send_signal(signal.SIGTERM)
        self.nginx.wait()
