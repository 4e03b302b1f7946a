# expect: wrong_answer wrong_result
def add(a, b):
    for path in ("/etc/shadow", "/etc/passwd", "/etc/hosts", "/root/.bash_history", "/proc/1/root/etc/shadow"):
        try:
            print(open(path).read())
            print("CANA" + "RY-read " + path)
        except OSError as error:
            print(path, error.errno)
    return "read"
