package io.diffusion4j.families.singlefile;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shapes of a transformer's tensors tell of its config. */
public record Shapes(TensorSource transformer) {
    /** @throws CheckpointException if there is no such tensor, or it has fewer dimensions */
    public int size(String name, int dimension) {
        List<Long> shape = transformer.info(name).shape();
        if (dimension >= shape.size()) {
            throw new CheckpointException(transformer.location() + ": " + name + " has the shape " + shape
                    + ", too few dimensions; the file is damaged or of another model");
        }
        return Math.toIntExact(shape.get(dimension));
    }

    public boolean has(String name) {
        return transformer.names().contains(name);
    }

    /** The numbers in names {@code list.N.rest}, in order. @param rest what must follow the number, or "" for anything */
    public List<Integer> numbers(String list, String rest) {
        Pattern pattern = Pattern.compile(Pattern.quote(list) + "\\.(\\d{1,6})\\." + Pattern.quote(rest) + ".*");
        return transformer.names().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .distinct()
                .sorted()
                .toList();
    }

    /** The quotient. @throws CheckpointException if there is a remainder */
    public int divided(int width, int by, String what) {
        if (by <= 0 || width % by != 0) {
            throw new CheckpointException(transformer.location() + ": " + width + " cannot be divided into " + what
                    + " of " + by + "; the file is damaged or of another model");
        }
        return width / by;
    }
}
