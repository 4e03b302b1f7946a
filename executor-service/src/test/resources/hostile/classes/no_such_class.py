# expect: runtime_error exception
def Stacks():
    pass
