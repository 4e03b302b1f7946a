# expect: runtime_error exception
def add(a, b):
    with open("/dev/shm/bomb", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
