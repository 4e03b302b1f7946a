package dev.assay.cli.gate;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.gate.Gate.Check;
import dev.assay.cli.terminal.Terminal;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A gate as the files that continuous integration reads. */
final class GateFiles {

    private GateFiles() {}

    /** JUnit XML: a test case a check. */
    static String junit(Gate gate) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument();
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", Terminal.safe("assay gate " + gate.run()));
            xml.writeAttribute("tests", String.valueOf(gate.checks().size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(gate.checks().stream()
                            .filter(check -> !check.passed())
                            .count()));
            for (Check check : gate.checks()) {
                testCase(xml, gate, check);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static void testCase(XMLStreamWriter xml, Gate gate, Check check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Terminal.safe(gate.run()));
        xml.writeAttribute("name", Terminal.safe(check.name()));
        if (check.passed()) {
            xml.writeStartElement("system-out");
        } else {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Terminal.safe(check.detail()));
        }
        xml.writeCharacters(Terminal.safe(check.detail()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** A Markdown summary, as GitHub shows it under a job. */
    static String markdown(Gate gate) {
        StringBuilder text = new StringBuilder();
        text.append("## Gate of ").append(cell(gate.run())).append(gate.passed() ? ": passed" : ": failed");
        text.append("\n\n| check | result | found |\n|---|---|---|\n");
        for (Check check : gate.checks()) {
            text.append("| ").append(cell(check.name()));
            text.append(check.passed() ? " | passed | " : " | **failed** | ");
            text.append(cell(check.detail())).append(" |\n");
        }
        gate.comparison().differences().forEach(difference -> {
            problems(text, "Worse on", difference.lost());
            problems(text, "Better on", difference.gained());
        });
        return text.toString();
    }

    private static void problems(StringBuilder text, String how, List<String> ids) {
        if (!ids.isEmpty()) {
            text.append("\n").append(how).append(" ").append(ids.size()).append(": ");
            text.append(String.join(", ", ids.stream().map(GateFiles::cell).toList()))
                    .append("\n");
        }
    }

    /** Foreign text as part of a line of Markdown. */
    private static String cell(String text) {
        return Terminal.safe(text)
                .replace("\n", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }

    /** Writes a file, with its folder; a place that cannot be written to is a usage error. */
    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be written (" + e.getMessage() + "); choose another place");
        }
    }
}
