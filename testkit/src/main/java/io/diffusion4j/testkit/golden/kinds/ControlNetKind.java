package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.testkit.golden.GoldenCase;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenKind;
import java.util.List;

/** Calls of a ControlNet whose checkpoint lies beside the file; one case for each call. */
public final class ControlNetKind implements GoldenKind {
    @Override
    public String name() {
        return "control-net";
    }

    @Override
    public List<GoldenCase> find(GoldenFile file) {
        return ModelCall.in(file)
                .filter(call -> call.gives(ControlNetCase.CONTROL))
                .<GoldenCase>map(ControlNetCase::new)
                .toList();
    }
}
