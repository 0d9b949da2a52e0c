package io.diffusion4j.training.contrastive;

import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The captions of a batch. */
record Captions(List<Caption> captions) {
    static Captions of(DataSet data, long[] numbers, Draw draw) {
        SplittableRandom random = draw.random("captions");
        return new Captions(LongStream.of(numbers)
                .mapToObj(number -> data.caption(number, random.split()))
                .toList());
    }

    /** Captions of pictures spread evenly over a data set, for its vocabulary; the same every time. */
    static Stream<String> sample(DataSet data, int count) {
        long most = Math.min(count, data.size());
        SplittableRandom random = new SplittableRandom(0);
        return LongStream.range(0, most)
                .mapToObj(i ->
                        data.caption(i * (data.size() / most), random.split()).text());
    }

    List<String> texts() {
        return captions.stream().map(Caption::text).toList();
    }

    List<Map<String, String>> attributes() {
        return captions.stream().map(Caption::attributes).toList();
    }
}
