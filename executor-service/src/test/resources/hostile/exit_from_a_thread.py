# expect: runtime_error exited
import os
import threading
import time


def add(a, b):
    threading.Thread(target=os._exit, args=(0,)).start()
    time.sleep(3)
    return a + b
