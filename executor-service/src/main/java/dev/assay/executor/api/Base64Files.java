package dev.assay.executor.api;

import dev.assay.executor.program.WorkFile;
import dev.assay.frame.problem.Problems;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in JSON: by path, in base64. */
final class Base64Files {

    private static final int MOST = 1000;

    private Base64Files() {}

    /** The files of a request, without those that are null; throws a problem (400) that names the one that is wrong. */
    static List<WorkFile> decode(Map<String, String> files) {
        if (files.size() > MOST) {
            throw Problems.badField("files", "must be at most " + MOST);
        }
        List<WorkFile> decoded = new ArrayList<>();
        files.forEach((path, content) -> {
            requirePath("files", path);
            Optional.ofNullable(content).ifPresent(text -> decoded.add(WorkFile.of(path, bytes(path, text))));
        });
        return decoded;
    }

    static void requirePath(String field, String path) {
        if (!WorkFile.isPath(path)) {
            throw Problems.badField(
                    field, "`" + path + "` must be a path within the working folder, as data/input.txt");
        }
    }

    static Map<String, String> encode(List<WorkFile> files) {
        Map<String, String> encoded = new LinkedHashMap<>();
        files.forEach(file -> encoded.put(file.path(), Base64.getEncoder().encodeToString(file.content())));
        return encoded;
    }

    private static byte[] bytes(String path, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Problems.badField("files", "`" + path + "` must be in base64");
        }
    }
}
