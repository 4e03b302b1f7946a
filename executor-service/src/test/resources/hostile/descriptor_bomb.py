# expect: runtime_error exception
def add(a, b):
    hoard = []
    while True:
        hoard.append(open("/dev/null"))
