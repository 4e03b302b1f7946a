"""Tries to get out of the sandbox by ways that have worked somewhere, and reports which were held off."""

import ctypes
import os
import resource
import socket
import sys

sys.path.insert(0, "/assay")
from frames import Channel  # noqa: E402

_ALLOWED_ENVIRONMENT = {
    "PATH", "HOME", "LANG", "TZ", "PWD", "OLDPWD", "_", "SHLVL",
    "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS",
}
_CLONE_NEWUSER = 0x10000000
_AF_NETLINK = 16
_AF_PACKET = 17
_AF_ALG = 38
_AF_VSOCK = 40

LIBC = ctypes.CDLL(None, use_errno=True)


def main():
    channel = Channel(os.dup(0), os.dup(1))
    channel.send(b"H", {})
    _, _, targets = channel.receive()
    channel.send(b"A", [attempt(name, attack, targets) for name, attack in ATTACKS])


def attempt(name, attack, targets):
    """An attack returns what it got hold of, or raises OSError where it was held off."""
    try:
        gained = attack(targets)
    except (OSError, RuntimeError) as error:
        return {"name": name, "held": True, "detail": str(error)}
    return {"name": name, "held": not gained, "detail": str(gained or "nothing gained")[:200]}


def host_file(targets):
    return open(targets["canary"]).read()


def password_file(targets):
    return open("/etc/passwd").read()


def core_pattern(targets):
    return open("/proc/sys/kernel/core_pattern", "r+").name


def first_process_memory(targets):
    return open("/proc/1/mem", "r+b").name if os.getpid() != 1 else ""


def foreign_environment(targets):
    found = set()
    for process in filter(str.isdigit, os.listdir("/proc")):
        with open(f"/proc/{process}/environ", "rb") as file:
            names = {entry.split(b"=")[0].decode() for entry in file.read().split(b"\0") if entry}
        found |= names - _ALLOWED_ENVIRONMENT
    return " ".join(sorted(found))


def foreign_process(targets):
    others = [int(process) for process in os.listdir("/proc") if process.isdigit() and int(process) != os.getpid()]
    return " ".join(str(process) for process in others if process != 1)


def foreign_descriptor(targets):
    """Standard streams, this program's two copies and the listing itself are its own."""
    links = [os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")]
    return " ".join(link for link in links if "/pipe:" not in link and "/socket:" not in link and not link.startswith("/proc/"))


def more_descriptors(targets):
    """Three streams, this program's two copies, and the listing."""
    count = len(os.listdir("/proc/self/fd"))
    return f"{count} descriptors" if count > 6 else ""


def signal_host(targets):
    os.kill(targets["process"], 0)
    return "the executor can be signalled"


def limit_host(targets):
    resource.prlimit(targets["process"], resource.RLIMIT_NOFILE)
    return "the executor can be limited"


def change_host_file(targets):
    os.chmod(targets["canary"], 0o666)
    return "changed"


def earlier_files(targets):
    found = [path for path in ("/tmp", "/dev/shm") if os.path.isdir(path) for path in os.listdir(path)]
    for place in ("/tmp", "/dev/shm"):
        try:
            with open(f"{place}/left_behind", "w") as file:
                file.write("x")
        except OSError:
            # There is no such place here, so nothing stays in it.
            pass
    return " ".join(found)


def earlier_port(targets):
    """A connection that is closed keeps its port for a minute: it must keep it from nobody else."""
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 40404))
        server.listen()
        client.connect(("127.0.0.1", 40404))
        server.accept()[0].close()
    return ""


def host_loopback(targets):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.settimeout(2)
        client.connect(("127.0.0.1", targets["port"]))
        return "connected"


def internet(targets):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(("192.0.2.1", 53))
        return "has a route"


def socket_family(family):
    def open_socket(targets):
        with socket.socket(family, socket.SOCK_RAW if family in (_AF_NETLINK, _AF_PACKET) else socket.SOCK_STREAM):
            return "opened"

    return open_socket


def called(name, *arguments):
    def call(targets):
        ctypes.set_errno(0)
        if getattr(LIBC, name)(*arguments) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return "allowed"

    return call


def clone_user_namespace(targets):
    libc_syscall = LIBC.syscall
    number = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    child = libc_syscall(number, _CLONE_NEWUSER | 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    if child < 0:
        raise OSError("refused")
    os.waitpid(child, 0)
    return "cloned"


def write_into(path):
    def write(targets):
        with open(path, "w") as file:
            file.write("x")
        return "written"

    return write


ATTACKS = [
    ("host_file", host_file),
    ("password_file", password_file),
    ("core_pattern", core_pattern),
    ("first_process_memory", first_process_memory),
    ("foreign_environment", foreign_environment),
    ("foreign_process", foreign_process),
    ("foreign_descriptor", foreign_descriptor),
    ("more_descriptors", more_descriptors),
    ("signal_host", signal_host),
    ("limit_host", limit_host),
    ("change_host_file", change_host_file),
    ("earlier_files", earlier_files),
    ("earlier_port", earlier_port),
    ("host_loopback", host_loopback),
    ("internet", internet),
    ("netlink_socket", socket_family(_AF_NETLINK)),
    ("packet_socket", socket_family(_AF_PACKET)),
    ("crypto_socket", socket_family(_AF_ALG)),
    ("vsock_socket", socket_family(_AF_VSOCK)),
    ("unshare_user", called("unshare", _CLONE_NEWUSER)),
    ("clone_user", clone_user_namespace),
    ("mount", called("mount", b"none", b"/tmp", b"tmpfs", 0, None)),
    ("chroot", called("chroot", b"/tmp")),
    ("ptrace", called("ptrace", 0, 0, 0, 0)),
    ("host_name", called("sethostname", b"x", 1)),
    ("outlive_parent", called("prctl", 1, 0, 0, 0, 0)),
    ("write_root", write_into("/x")),
    ("write_usr", write_into("/usr/x")),
    ("write_dev", write_into("/dev/x")),
    ("write_own_program", write_into("/assay/x")),
]

if __name__ == "__main__":
    main()
