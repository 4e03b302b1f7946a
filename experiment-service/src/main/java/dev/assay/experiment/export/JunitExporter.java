package dev.assay.experiment.export;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.export.ExportedRun.Answered;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML: a test case a trial. What the model did wrong is a failure, what the platform did wrong an error, and what
 * has no verdict is skipped.
 */
@ApplicationScoped
class JunitExporter implements Exporter {

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public String suffix() {
        return ".xml";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        Counts counts = new Counts();
        run.trials(counts::add);
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", run.run().runId());
            xml.writeAttribute("tests", String.valueOf(counts.tests));
            xml.writeAttribute("failures", String.valueOf(counts.failures));
            xml.writeAttribute("errors", String.valueOf(counts.errors));
            xml.writeAttribute("skipped", String.valueOf(counts.skipped));
            xml.writeAttribute("timestamp", run.run().createdAt().toString());
            run.answered(answered -> testCase(xml, answered));
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED;

        static Outcome of(Trial trial) {
            return trial.verdict().map(Outcome::of).orElse(SKIPPED);
        }

        private static Outcome of(Verdict verdict) {
            if (verdict == Verdict.PASSED) {
                return PASSED;
            }
            return verdict.countsForModel() ? FAILURE : ERROR;
        }
    }

    /** The numbers that stand before the cases. */
    private static final class Counts {

        private long tests;
        private long failures;
        private long errors;
        private long skipped;

        private void add(Trial trial) {
            tests++;
            switch (Outcome.of(trial)) {
                case PASSED -> {}
                case FAILURE -> failures++;
                case ERROR -> errors++;
                case SKIPPED -> skipped++;
            }
        }
    }

    private static void testCase(XMLStreamWriter xml, Answered answered) throws IOException {
        Trial trial = answered.trial();
        try {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", trial.experimentId());
            String sample = trial.sampleNumber() > 1 ? " #" + trial.sampleNumber() : "";
            xml.writeAttribute("name", XmlText.safe(trial.problemId() + sample));
            switch (Outcome.of(trial)) {
                case PASSED -> {}
                case FAILURE -> finding(xml, "failure", answered);
                case ERROR -> finding(xml, "error", answered);
                case SKIPPED -> xml.writeEmptyElement("skipped");
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void finding(XMLStreamWriter xml, String element, Answered answered) throws XMLStreamException {
        String said = XmlText.safe(SampleDocument.result(answered).result());
        xml.writeStartElement(element);
        xml.writeAttribute("type", answered.trial().verdict().map(Verdict::code).orElseThrow());
        xml.writeAttribute("message", said);
        xml.writeEndElement();
    }
}
