package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.runtime.Processor;
import io.diffusion4j.core.runtime.Threads;
import io.diffusion4j.core.runtime.Version;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.global.torch;

/** What pixels depend on beside the settings. */
final class Environment {
    private Environment() {}

    static Map<String, Object> describe(Checkpoint checkpoint) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("diffusion4j", Version.current());
        facts.put("libtorch", torch.class.getPackage().getImplementationVersion());
        facts.put("processor", Processor.name());
        facts.put("threads", Threads.compute());
        facts.put("java", Runtime.version().toString());
        facts.put("model-class", checkpoint.pipelineClass());
        facts.put("weights", WeightFingerprint.of(checkpoint));
        return facts;
    }
}
