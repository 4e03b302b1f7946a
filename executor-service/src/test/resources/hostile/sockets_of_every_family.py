# expect: wrong_answer wrong_result
import socket

for family in range(1, 46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind).close()
            if family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6):
                print("CANA" + "RY-socket", family)
        except OSError:
            pass
for address in (("127.0.0.1", 22), ("127.0.0.1", 7071), ("192.0.2.1", 80)):
    try:
        socket.create_connection(address, timeout=1)
        print("CANA" + "RY-connected", address)
    except OSError:
        pass


def add(a, b):
    return "connected"
