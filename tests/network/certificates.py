"""The certificates of hostile_server.py, good and bad ones, and what speaks TLS with them."""

import base64
import hashlib
import os
import ssl
import subprocess
import time

YEAR = 366 * 86400
FOLDER = PRETEND = None


def run(*command, wall=None):
    environment = dict(os.environ)
    if wall is not None:
        environment |= {"LD_PRELOAD": PRETEND, "PRETEND_WALL": str(wall)}
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


def in_folder(name):
    return os.path.join(FOLDER, name)


def certificate(name, subject="DNS:localhost", by=None, wall=None):
    """NAME.pem; by an authority, or by itself."""
    key = in_folder(("server" if by else name) + ".key")
    if not os.path.exists(key):
        run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
    signer = ["-CA", in_folder(by + ".pem"), "-CAkey", in_folder(by + ".key")] if by else []
    run("openssl", "req", "-x509", "-new", "-key", key, "-days", "30", "-subj", "/CN=" + name, "-addext",
        "subjectAltName=" + subject, "-out", in_folder(name + ".pem"), *signer, wall=wall)


def make_certificates(folder, pretend):
    """All of them in `folder`, with one key; its pin."""
    global FOLDER, PRETEND
    FOLDER, PRETEND = folder, pretend
    now = time.time()
    certificate("authority")
    certificate("stranger")
    certificate("good", by="authority")
    certificate("expired", by="authority", wall=int(now - YEAR))
    certificate("not_yet", by="authority", wall=int(now + YEAR))
    certificate("other_name", subject="DNS:elsewhere.example", by="authority")
    certificate("unknown", by="stranger")
    os.link(in_folder("server.key"), in_folder("self.key"))
    certificate("self")
    leaf = open(in_folder("good.pem")).read()
    # Beyond 100 KiB, which is what OpenSSL reads of a chain.
    open(in_folder("long.pem"), "w").write(leaf + open(in_folder("authority.pem")).read() * 400)
    key = run("openssl", "pkey", "-in", in_folder("server.key"), "-pubout", "-outform", "DER")
    return "sha256//" + base64.b64encode(hashlib.sha256(key).digest()).decode()


def tls(folder, pem, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if version is not None:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(os.path.join(folder, pem + ".pem"), os.path.join(folder, "server.key"))
    return context
