# expect: wrong_answer wrong_result
import os

for top in ("/tmp", "/assay", "/home", "/root", "/var", "/work", "/srv", "/run", "/etc"):
    for folder, _, files in os.walk(top):
        for name in files:
            if os.path.islink(os.path.join(folder, name)):
                continue
            try:
                text = open(os.path.join(folder, name), errors="replace").read()
            except OSError:
                continue
            if "CANA" + "RY-" in text:
                print(folder, name, text)


def add(a, b):
    return "walked"
