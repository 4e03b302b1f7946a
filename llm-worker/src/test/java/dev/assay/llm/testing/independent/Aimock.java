package dev.assay.llm.testing.independent;

import dev.assay.contracts.record.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** aimock, which speaks all protocols, with one thing to say; installed by {@code ./assay test --providers}. */
public final class Aimock {

    public static final String MODEL = "gpt-4o";
    public static final String TEXT = "return 1 # ä€😀";
    public static final String REASONING = "It is “one”.";
    public static final Usage USAGE = new Usage(21, 9, 0, 0, 0);

    private Aimock() {}

    /** @param folder for its log and its fixtures */
    public static ServerProcess start(Path folder) throws IOException {
        Path fixtures = Files.writeString(folder.resolve("fixtures.json"), """
                {"fixtures": [{"match": {"userMessage": ""}, "response": {"content": "%s", "reasoning": "%s",
                  "usage": {"prompt_tokens": 21, "completion_tokens": 9, "total_tokens": 30,
                            "input_tokens": 21, "output_tokens": 9}}}]}""".formatted(TEXT, REASONING));
        Path program = Path.of(System.getProperty("assay.providers"), "node_modules/@copilotkit/aimock/dist/cli.js");
        return ServerProcess.start(
                folder.resolve("aimock.log"),
                port -> List.of("node", program.toString(), "-p", "" + port, "-f", fixtures.toString()));
    }
}
