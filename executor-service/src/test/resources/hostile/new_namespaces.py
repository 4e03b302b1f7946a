# expect: wrong_answer wrong_result
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x80):
    if libc.unshare(flag) == 0:
        print("CANA" + "RY-unshared", hex(flag))
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.umount2(b"/proc", 2) == 0:
    print("CANA" + "RY-mounted")


def add(a, b):
    return "unshared"
