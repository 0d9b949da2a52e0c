package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The checked table of contents of a safetensors file. Offsets count from the beginning of the file. */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    record Entry(TensorInfo info, long offset) {}

    /** What the file claims of one tensor; offsets count from the end of the header. */
    record Claim(String name, String dtype, List<Long> shape, long begin, long end) {}

    SafetensorsHeader {
        entries = Map.copyOf(entries);
        metadata = Map.copyOf(metadata);
    }

    /** Holds the claims against the file: each tensor of the right size, one after another, to the very end. */
    static void checkLayout(String location, List<Claim> claims, long dataBytes) {
        long position = 0;
        List<Claim> inOrder = claims.stream()
                .sorted(Comparator.comparingLong(Claim::begin).thenComparingLong(Claim::end))
                .toList();
        for (Claim claim : inOrder) {
            if (claim.begin() < position) {
                throw damaged(location, "'" + claim.name() + "' overlaps the tensor before it");
            }
            if (claim.begin() > position) {
                throw damaged(location, "there is a gap before '" + claim.name() + "'");
            }
            position = claim.end();
        }
        if (position > dataBytes) {
            throw new CheckpointException(location + ": the file is truncated: its header promises " + position
                    + " bytes of tensors, but " + dataBytes + " are there; copy or download it again");
        }
        if (position < dataBytes) {
            throw damaged(location, (dataBytes - position) + " bytes after the last tensor belong to none");
        }
    }

    static CheckpointException damaged(String location, String what) {
        return new CheckpointException(
                location + ": not a valid safetensors file: " + what + "; copy or download it again");
    }
}
