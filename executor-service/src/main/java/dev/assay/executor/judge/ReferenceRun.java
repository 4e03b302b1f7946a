package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.executor.judge.ReferenceResults.WorkedOut;
import dev.assay.executor.sandbox.FrameChannel;
import dev.assay.executor.sandbox.FrameChannel.Broken;
import dev.assay.executor.sandbox.FrameChannel.Frame;
import dev.assay.executor.sandbox.SandboxProcess;

/** Runs a reference on all inputs, in a judge's sandbox and with no candidate near. */
final class ReferenceRun {

    private ReferenceRun() {}

    /** Ends the judge, which must just have been started. */
    static WorkedOut in(SandboxProcess judge, ObjectNode task) {
        FrameChannel channel = new FrameChannel(judge);
        try {
            channel.read(FrameChannel.MAX_BYTES);
            channel.write('T', AssayJson.writeBytes(task.deepCopy().put("work_out", true)));
            Frame answer = channel.read(FrameChannel.MAX_BYTES);
            if (answer.kind() != 'Y') {
                return new WorkedOut.Failed();
            }
            JsonNode results = AssayJson.read(answer.json(), JsonNode.class).get("expected");
            return results.isNull() ? new WorkedOut.NoValues() : new WorkedOut.Values(results.asText());
        } catch (Broken e) {
            return new WorkedOut.Failed();
        } finally {
            judge.end();
        }
    }
}
