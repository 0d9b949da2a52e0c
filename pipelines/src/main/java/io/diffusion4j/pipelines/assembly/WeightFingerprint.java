package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Tells checkpoints apart without reading them whole: SHA-256 over the names, dtypes and shapes of all tensors and the
 * first values of each. Another layout of the same weights has the same fingerprint.
 */
public final class WeightFingerprint {
    private static final long VALUES = 16;
    private static final int DIGITS = 16;

    private WeightFingerprint() {}

    /** Sixteen hexadecimal digits. */
    static String of(Checkpoint checkpoint) {
        return of(new TreeSet<>(checkpoint.componentNames())
                .stream().flatMap(name -> checkpoint.component(name).stream()));
    }

    /** The same of a single component. */
    public static String of(Component component) {
        return of(Stream.of(component));
    }

    private static String of(Stream<Component> components) {
        MessageDigest digest = sha256();
        components.forEach(
                component -> component.weights().ifPresent(weights -> add(digest, component.name(), weights)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static void add(MessageDigest digest, String component, TensorSource source) {
        for (String name : new TreeSet<>(source.names())) {
            TensorInfo info = source.info(name);
            digest.update((component + " " + name + " " + info).getBytes(StandardCharsets.UTF_8));
            try (Scope scope = Scope.open()) {
                Tensor start = source.open(name).reshape(-1).narrow(0, 0, Math.min(VALUES, info.elements()));
                for (double value : HostData.doubles(start)) {
                    digest.update(
                            ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
