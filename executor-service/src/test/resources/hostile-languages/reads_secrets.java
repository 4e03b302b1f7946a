// expect: passed
import java.nio.file.*;
class Answer {
    static int answer() {
        System.out.println(System.getenv());
        System.out.println(System.getProperties());
        for (String path : new String[] {"{canary}", "/etc/shadow", "/proc/1/environ"}) {
            try {
                System.out.println(Files.readString(Path.of(path)));
            } catch (Exception refused) {
                System.out.println("refused");
            }
        }
        return 42;
    }
}
