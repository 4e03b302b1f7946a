package dev.assay.llm.prompt;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation.ChatMessage;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A versioned prompt: the resource {@code prompts/<task type>/<id>.v<version>.txt}, whose fragments {@code system} and
 * {@code user} are the messages. A file that was used is never changed; a better wording is the next version.
 */
public final class PromptTemplate {

    private static final List<String> ROLES = List.of("system", "user");

    /** A variable that a template names and nobody gives is an error, not an empty place in a prompt. */
    private static final Engine ENGINE =
            Engine.builder().addDefaults().strictRendering(true).build();

    private final String taskType;
    private final String id;
    private final int version;
    private final String description;
    private final AnswerForm form;
    private final String content;
    private final Template template;

    private PromptTemplate(
            String taskType, String id, int version, String description, AnswerForm form, String content) {
        this.taskType = taskType;
        this.id = id;
        this.version = version;
        this.description = description;
        this.form = form;
        this.content = content;
        this.template = ENGINE.parse(content, null, name());
    }

    /** Reads the resource; throws {@link IllegalStateException} where it does not exist. */
    public static PromptTemplate load(String taskType, String id, int version, String description, AnswerForm form) {
        String resource = "/prompts/" + taskType + "/" + id + ".v" + version + ".txt";
        try (InputStream stream = PromptTemplate.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the prompt template " + resource + " does not exist");
            }
            String content = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new PromptTemplate(taskType, id, version, description, form, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What experiments call its newest version. */
    public String id() {
        return id;
    }

    /** What records call it, and experiments that keep to a version: id and version. */
    public String name() {
        return id + ".v" + version;
    }

    int version() {
        return version;
    }

    /** The file as it is. */
    String content() {
        return content;
    }

    public String taskType() {
        return taskType;
    }

    public String description() {
        return description;
    }

    /** How answers to it are to be read. */
    public AnswerForm form() {
        return form;
    }

    /** The messages; throws {@link io.quarkus.qute.TemplateException} where a variable has no value. */
    public List<ChatMessage> render(Map<String, Object> values) {
        List<ChatMessage> messages = new ArrayList<>();
        for (String role : ROLES) {
            Template fragment = template.getFragment(role);
            if (fragment != null) {
                messages.add(new ChatMessage(role, fragment.render(values)));
            }
        }
        return messages;
    }
}
