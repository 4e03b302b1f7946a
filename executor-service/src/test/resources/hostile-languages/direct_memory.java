// expect: memory_limit memory_error
import java.nio.*;
import java.util.*;
class Answer {
    static int answer() {
        List<ByteBuffer> all = new ArrayList<>();
        while (true) all.add(ByteBuffer.allocateDirect(1 << 20));
    }
}
