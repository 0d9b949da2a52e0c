package io.diffusion4j.training.data.folder;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The pictures of a folder in the order of their paths, whatever the file system's. */
record ImageFolder(List<Entry> entries) implements DataSet {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    /** @param texts one or more captions */
    record Entry(PictureFile file, List<String> texts) {}

    ImageFolder {
        entries = List.copyOf(entries);
    }

    /** @throws ConfigurationException if the folder cannot be read, has no pictures, or a picture has no caption */
    static ImageFolder open(Path folder) {
        Map<Path, List<String>> listed = Metadata.of(folder);
        List<Path> files = pictures(folder);
        if (files.isEmpty()) {
            throw new ConfigurationException(folder + ": no pictures here; expected files ending in "
                    + String.join(", ", ENDINGS.stream().sorted().toList()));
        }
        Set<Path> known = Set.copyOf(files);
        for (Path file : listed.keySet()) {
            if (!known.contains(file)) {
                throw new ConfigurationException(
                        folder.resolve(Metadata.NAME) + ": there is no picture " + file + " in the folder");
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            List<String> texts = Optional.ofNullable(listed.get(file))
                    .or(() -> beside(file))
                    .orElseThrow(() -> new ConfigurationException(file + ": has no caption; write one into "
                            + textFile(file).getFileName() + " beside it or a line of " + Metadata.NAME));
            entries.add(new Entry(new PictureFile(file), texts));
        }
        return new ImageFolder(entries);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public Extent extent(long number) {
        return entry(number).file().extent();
    }

    @Override
    public BufferedImage image(long number) {
        return entry(number).file().decode();
    }

    @Override
    public Caption caption(long number, SplittableRandom random) {
        List<String> texts = entry(number).texts();
        return Caption.of(texts.get(random.nextInt(texts.size())));
    }

    private Entry entry(long number) {
        return entries.get(Math.toIntExact(number));
    }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .sorted(Comparator.comparing(
                            file -> folder.relativize(file).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder + ": cannot be read: " + IoReason.of(e));
        }
    }

    private static Optional<List<String>> beside(Path file) {
        Path text = textFile(file);
        try {
            return Files.exists(text)
                    ? Optional.of(List.of(Files.readString(text).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new ConfigurationException(text + ": cannot be read: " + IoReason.of(e));
        }
    }

    private static Path textFile(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
