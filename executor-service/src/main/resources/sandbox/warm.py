"""A warm parent: has one of our programs loaded, and forks it into namespaces of its own for whoever connects.

It reads nothing that anybody sends: the connections go to the child as they are. It keeps nothing of a child but its
exit status, so that there is nothing in it for the next child to find. The power to make namespaces, which it has within
its own user namespace, is given up by the child before the child reads its first byte.
"""

import _socket
import ctypes
import gc
import os
import struct
import sys

_LISTENING, _LIBRARIES, _PRELOAD, _NAMES = sys.argv[1:]

_CLONE_NEWNS = 0x00020000
_CLONE_NEWIPC = 0x08000000
_CLONE_NEWPID = 0x20000000
_CLONE_NEWNET = 0x40000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_CAPABILITY_VERSION_3 = 0x20080522
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1
_SCRATCH = b"size=67108864,nr_inodes=16384,mode=0755"
_SHARED_MEMORY = b"size=16777216,nr_inodes=1024,mode=0755"
_INSTRUCTION_BYTES = 8
_FIRST_OWN_DESCRIPTOR, _MOST_DESCRIPTORS = 3, 1024
_BROKEN = 125
_OFTEN_IMPORTED = ("collections", "copy", "functools", "heapq", "itertools", "math", "re", "string", "typing")

libc = ctypes.CDLL(None, use_errno=True)
# Python's own fork runs hooks of the modules that are loaded, which touch, and so copy, a hundred pages and more. They mend
# what other threads may have left locked; no other thread runs Python here.
fork = ctypes.PyDLL(None).fork


def main():
    listener = _socket.socket(fileno=int(_LISTENING))
    own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY)
    program = load()
    entrance = Entrance()
    gc.collect()
    gc.freeze()
    tell(0)
    while True:
        connections = [listener._accept()[0] for _ in range(3)]
        # Counts for the next fork only: the child is the first process of a new namespace.
        check(libc.unshare(_CLONE_NEWPID), "unshare")
        child = fork()
        if child == 0:
            entrance.enter(connections)
            if "random" in sys.modules:
                sys.modules["random"].seed()
            return program
        if child < 0:
            raise OSError("no process can be forked")
        check(libc.setns(own_processes, _CLONE_NEWPID), "setns")
        for connection in connections:
            os.close(connection)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        tell(code if code >= 0 else 128 - code)


def load():
    """The program's main function, with all that it will import."""
    libraries = _LIBRARIES.split(":")
    sys.path.extend(libraries)
    for name in (*_OFTEN_IMPORTED, *filter(None, _PRELOAD.split(":"))):
        __import__(name)
    for path in libraries:
        sys.path.remove(path)
    names = _NAMES.split(":")
    for name in reversed(names):
        module = __import__(name)
    # The answer may well be called as one of our modules is.
    del sys.modules[names[0]]
    return module.main


def tell(number):
    os.write(1, struct.pack(">i", number))


def check(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")


class Entrance:
    """The way into a sandbox; all that it needs is ready before the fork."""

    def __init__(self):
        with open("/assay/seccomp.bpf", "rb") as file:
            self._instructions = ctypes.create_string_buffer(file.read())
        length = (len(self._instructions) - 1) // _INSTRUCTION_BYTES
        self._filter = ctypes.create_string_buffer(
            struct.pack("@HP", length, ctypes.addressof(self._instructions)))
        self._capability_header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
        self._no_capabilities = ctypes.create_string_buffer(24)

    def enter(self, connections):
        try:
            # A group of its own: signals to a group know no namespaces.
            os.setsid()
            take(connections)
            check(libc.unshare(_CLONE_NEWNS | _CLONE_NEWIPC | _CLONE_NEWNET), "unshare")
            mount(b"proc", b"/proc", _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, None)
            mount(b"tmpfs", b"/tmp", _MS_NOSUID | _MS_NODEV, _SCRATCH)
            mount(b"tmpfs", b"/dev/shm", _MS_NOSUID | _MS_NODEV, _SHARED_MEMORY)
            os.chdir("/tmp")
            start_loopback()
            check(libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "prctl")
            check(libc.capset(self._capability_header, self._no_capabilities), "capset")
            check(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, self._filter, 0, 0), "seccomp")
        except BaseException as error:
            os.write(2, f"no sandbox: {error}\n".encode())
            os._exit(_BROKEN)


def take(connections):
    """Calls come in on descriptor 0, answers go out on 1, what is printed on 2, and there is no other."""
    for place, connection in enumerate(connections):
        os.dup2(connection, place)
    os.closerange(_FIRST_OWN_DESCRIPTOR, _MOST_DESCRIPTORS)


def mount(kind, place, flags, options):
    check(libc.mount(kind, place, kind, flags, options), f"mount {place.decode()}")


def start_loopback():
    """As bwrap does."""
    control = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
    request = ctypes.create_string_buffer(struct.pack("16sh22x", b"lo", _IFF_UP))
    check(libc.ioctl(control.fileno(), _SIOCSIFFLAGS, request), "loopback")
    control.close()


program = main()
del libc, fork, Entrance
program()
os._exit(0)
