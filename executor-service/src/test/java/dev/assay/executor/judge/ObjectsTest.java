package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.executor.JudgeFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What does not cross by value: iterators, and objects of the answer's classes. */
class ObjectsTest {

    private static final ExecutionLimits LIMITS = ExecutionLimits.cpu(5);

    private static final String STACK = """
            class EmptyStackError(LookupError):
                pass


            class Stack:
                limit = 10

                def __init__(self, items=()):
                    self.items = list(items)

                def push(self, item):
                    self.items.append(item)
                    return self

                def pop(self):
                    if not self.items:
                        raise EmptyStackError("nothing left")
                    return self.items.pop()

                @property
                def top(self):
                    return self.items[-1]

                @classmethod
                def of(cls, *items):
                    return cls(items)

                def __len__(self):
                    return len(self.items)

                def __iter__(self):
                    return iter(self.items)

                def __contains__(self, item):
                    return item in self.items

                def __getitem__(self, place):
                    return self.items[place]

                def __eq__(self, other):
                    return isinstance(other, Stack) and self.items == other.items

                def __lt__(self, other):
                    return len(self) < len(other)

                def __add__(self, other):
                    return Stack([*self.items, *other])

                def __repr__(self):
                    return f"Stack({self.items})"
            """;

    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 982);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void generators_and_iterators_give_their_items_as_far_as_they_are_taken() {
        OracleProblem problem = function(
                "squares",
                "def squares(n):\n    return (x * x for x in range(n))\n",
                "assert list(squares(4)) == [0, 1, 4, 9]",
                "import types\nassert isinstance(squares(1), types.GeneratorType)",
                "numbers = squares(5)\nassert next(numbers) == 0 and list(numbers) == [1, 4, 9, 16]",
                "assert sum(squares(3000)) == sum(x * x for x in range(3000))",
                "import itertools\nassert list(itertools.islice(squares(10**12), 3)) == [0, 1, 4]",
                "assert [list(row) for row in [squares(2), squares(1)]] == [[0, 1], [0]]");

        Execution execution = judge.run(
                problem, AnswerForm.PROGRAM, "def squares(n):\n    for x in range(n):\n        yield x * x\n");

        assertThat(execution.verdict()).as("%s", execution.tests()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void an_iterator_that_is_no_generator_is_an_iterator_and_no_list() {
        OracleProblem problem = function(
                "words",
                "def words(text):\n    return iter(text.split())\n",
                "assert list(words('a b')) == ['a', 'b']",
                "assert next(words('a b')) == 'a'",
                "found = words('a b')\nassert iter(found) is found",
                "assert words('a b') == ['a', 'b']");

        Execution execution =
                judge.run(problem, AnswerForm.PROGRAM, "def words(text):\n    return map(str, text.split())\n");

        assertThat(execution.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.PASSED, Status.FAILED);
    }

    @Test
    void what_a_generator_raises_midway_comes_after_its_items() {
        OracleProblem problem = function(
                "first_two",
                "def first_two():\n    yield 1\n    yield 2\n    raise KeyError('third')\n",
                "items = first_two()\nassert next(items) == 1 and next(items) == 2",
                "try:\n    list(first_two())\n    assert False\nexcept KeyError:\n    pass",
                "assert list(first_two()) == [1, 2]");

        Execution execution = judge.run(problem, AnswerForm.PROGRAM, """
                def first_two():
                    yield from (1, 2)
                    raise KeyError('third')
                """);

        assertThat(execution.tests())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.ERROR);
        assertThat(execution.detail()).startsWith("KeyError");
    }

    @Test
    void a_class_is_an_entry_point_with_methods_attributes_operators_and_exceptions() {
        Execution execution = judge.run(
                function(
                        "Stack",
                        STACK,
                        "stack = Stack([1, 2])",
                        "assert len(stack) == 2 and 2 in stack and 5 not in stack",
                        "assert stack.push(3) is stack",
                        "assert stack.top == 3 and stack.items == [1, 2, 3]",
                        "assert [item for item in stack] == [1, 2, 3] and stack[0] == 1 and stack[-1] == 3",
                        "assert stack == Stack([1, 2, 3]) and stack != Stack() and stack != [1, 2, 3]",
                        "assert repr(stack) == 'Stack([1, 2, 3])' and str(stack) == repr(stack)",
                        "assert stack.pop() == 3 and Stack.of(1, 2) == stack and Stack.limit == 10",
                        "assert isinstance(stack, Stack) and type(stack).__name__ == 'Stack'",
                        "try:\n    Stack().pop()\n    assert False\nexcept EmptyStackError as error:\n"
                                + "    assert str(error) == 'nothing left' and isinstance(error, LookupError)",
                        "assert Stack([1, 2]) + [9] == Stack([1, 2, 9]) and Stack() < stack and bool(stack) and not Stack()",
                        "stack.items = [7]\nassert stack.top == 7",
                        "import copy\ncopied = copy.deepcopy(stack)\ncopied.push(1)\nassert len(stack) == 1"),
                AnswerForm.PROGRAM,
                STACK);

        assertThat(execution.verdict()).as("%s", execution.tests()).isEqualTo(Verdict.PASSED);
        assertThat(execution.integrity()).isEqualTo(Execution.Integrity.SPLIT);
    }

    @Test
    void an_object_has_what_its_class_has_and_no_more() {
        Execution execution = judge.run(
                function(
                        "Stack",
                        STACK,
                        "assert Stack().missing is None",
                        "assert Stack(1)",
                        "assert Stack() * 2",
                        "assert Stack() == []"),
                AnswerForm.PROGRAM,
                STACK + "    __mul__ = lambda self, other: self\n");

        assertThat(execution.tests())
                .extracting(test -> test.message().orElse("").split(":")[0])
                .containsExactly("AttributeError", "TypeError", "TypeError", "AssertionError");
    }

    @Test
    void a_result_that_claims_to_be_of_the_class_is_not_asked_what_it_equals() {
        Execution execution = judge.run(
                function(
                        "Stack",
                        STACK,
                        "assert Stack([1]).pop() == 1",
                        "assert 1 in Stack([[1]]).pop()",
                        "assert Stack([0]).pop() < 1",
                        "assert (Stack([2]).pop() + 1) == 3"),
                AnswerForm.PROGRAM,
                """
                class Stack:
                    def __init__(self, items=()): pass
                    def pop(self): return Stack()
                    def __iter__(self): return iter([Stack()])
                    __eq__ = __lt__ = __contains__ = lambda self, other: True
                    __add__ = lambda self, other: 3
                """);

        assertThat(execution.tests()).extracting(TestOutcome::status).doesNotContain(Status.PASSED);
    }

    @Test
    void objects_of_the_prompts_classes_are_arguments_and_results() {
        String context = """
                class Node:
                    def __init__(self, value, next=None):
                        self.value = value
                        self.next = next


                def reverse(node):
                    \"""The list, reversed.\"""
                """;
        String body = """
                    before = None
                    while node:
                        node.next, before, node = before, node, node.next
                    return before
                """;
        OracleProblem problem =
                JudgeFixture.problem("reverse", context, body, new CheckFunction("""
                        def check(candidate):
                            second = Node(2)
                            first = Node(1, second)
                            turned = candidate(first)
                            assert turned.value == 2 and turned.next.value == 1
                            assert turned is second and turned.next is first
                            assert first.next is None
                            assert candidate(None) is None
                        """, Visibility.FEEDBACK), LIMITS);

        assertThat(judge.run(problem, AnswerForm.COMPLETION, body).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judge.run(problem, AnswerForm.COMPLETION, "    return node\n")
                        .verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void functions_can_give_objects_that_keep_their_state() {
        String counters = """
                class Counter:
                    def __init__(self):
                        self.count = 0
                    def up(self, by=1):
                        self.count += by
                        return self.count

                def counter():
                    return Counter()
                """;
        OracleProblem problem = function(
                "counter",
                counters,
                "one = counter()\nother = counter()",
                "assert one.up() == 1 and one.up(by=4) == 5 and other.up() == 1",
                "assert one.count == 5 and one is not other and one != other",
                "assert [each.count for each in [one, other]] == [5, 1]");

        Execution execution = judge.run(problem, AnswerForm.PROGRAM, counters);

        assertThat(execution.verdict()).as("%s", execution.tests()).isEqualTo(Verdict.PASSED);
    }

    private static OracleProblem function(String entryPoint, String reference, String... asserts) {
        List<Assertion> tests = new ArrayList<>();
        for (String code : asserts) {
            tests.add(new Assertion("test_" + tests.size(), code, Visibility.FEEDBACK));
        }
        return JudgeFixture.program(entryPoint, reference, new Assertions("", tests), LIMITS);
    }
}
