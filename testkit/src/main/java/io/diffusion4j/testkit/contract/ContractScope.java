package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Owns the tensors that a test makes. */
abstract class ContractScope {
    private Scope scope;

    /**
     * Inputs for a batch, unit normal: the same numbers for the same seed, and each row the same whatever the batch.
     *
     * @return float32 [batch, rowShape...]; belongs to the test's scope
     */
    protected static Tensor rows(long seed, long batch, long... rowShape) {
        return Tensors.rows(seed, batch, rowShape);
    }

    @BeforeEach
    void openScope() {
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }
}
