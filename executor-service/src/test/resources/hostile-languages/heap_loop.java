// expect: memory_limit memory_error
import java.util.*;
class Answer {
    static int answer() {
        List<byte[]> all = new ArrayList<>();
        while (true) all.add(new byte[1 << 20]);
    }
}
