# expect: runtime_error exception
import threading
import time


def add(a, b):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
