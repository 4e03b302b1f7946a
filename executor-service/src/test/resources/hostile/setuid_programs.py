# expect: wrong_answer wrong_result
import subprocess


def add(a, b):
    for command in (["su", "-c", "id"], ["mount", "-t", "tmpfs", "x", "/tmp"], ["ping", "-c1", "127.0.0.1"]):
        try:
            result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=5)
            print("CANARY-root" if "uid=0" in result.stdout else result.returncode)
        except OSError:
            pass
    return "tried"
