// expect: time_limit cpu_limit
import java.util.*;
class Answer {
    static int answer() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            try {
                all.add(new byte[1 << 20]);
            } catch (OutOfMemoryError again) {
            }
        }
    }
}
