# expect: output_limit endless_result
def count_to(n):
    while True:
        yield "x" * (1 << 20)
