package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.Conditioning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * What a ControlNet adds behind the blocks of a transformer. It may have fewer than there are blocks; neighbouring
 * blocks then share one. Zhang et al. 2023.
 *
 * @param tensors each [batch, image tokens, width]
 */
public record BlockResiduals(List<Tensor> tensors) {

    /** Those that the conditioning holds as {@code name.0}, {@code name.1} and so on. */
    public static BlockResiduals of(Conditioning conditioning, String name) {
        return new BlockResiduals(Stream.iterate(0, i -> i + 1)
                .map(i -> conditioning.find(numbered(name, i)))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList());
    }

    /** The conditioning with these in it. */
    public Conditioning in(Conditioning conditioning, String name) {
        return IntStream.range(0, tensors.size())
                .boxed()
                .reduce(
                        conditioning,
                        (more, i) -> more.with(numbered(name, i), tensors.get(i)),
                        (first, second) -> second);
    }

    /** The one behind a block if they are spread as evenly as can be. */
    public Optional<Tensor> spread(int block, int blocks) {
        return tensors.isEmpty()
                ? Optional.empty()
                : Optional.of(tensors.get((int) (block / ((double) blocks / tensors.size()))));
    }

    /** The one behind a block if each serves equally many blocks, and the last one perhaps fewer. */
    public Optional<Tensor> inRuns(int block, int blocks) {
        return tensors.isEmpty()
                ? Optional.empty()
                : Optional.of(tensors.get(block / (int) Math.ceil((double) blocks / tensors.size())));
    }

    private static String numbered(String name, int index) {
        return name + "." + index;
    }
}
