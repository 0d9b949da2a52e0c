package io.diffusion4j.training.contrastive;

import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Pictures of a block on a ground: enough to learn in seconds what words mean. */
record Blocks(int side) implements DataSet {
    private static final Map<String, Color> COLOURS =
            Map.of("red", Color.RED, "green", Color.GREEN, "blue", Color.BLUE, "white", Color.WHITE);
    private static final Map<String, List<String>> ATTRIBUTES = Map.of(
            "block", List.of("blue", "green", "red", "white"),
            "ground", List.of("black", "grey"),
            "place", List.of("left", "right"));

    @Override
    public long size() {
        return 1000;
    }

    @Override
    public Extent extent(long number) {
        return new Extent(side, side);
    }

    @Override
    public Map<String, List<String>> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Map<String, String> truth(long number) {
        SplittableRandom random = new SplittableRandom(number * 7919);
        Map<String, String> truth = new HashMap<>();
        ATTRIBUTES.keySet().stream()
                .sorted()
                .forEach(name -> truth.put(
                        name,
                        ATTRIBUTES
                                .get(name)
                                .get(random.nextInt(ATTRIBUTES.get(name).size()))));
        return truth;
    }

    @Override
    public BufferedImage image(long number) {
        Map<String, String> truth = truth(number);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(truth.get("ground").equals("black") ? Color.BLACK : Color.GRAY);
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(COLOURS.get(truth.get("block")));
        int left = truth.get("place").equals("left") ? 0 : side / 2;
        graphics.fillRect(left + side / 8, side / 8 + (int) (number % (side / 2)), side / 4, side / 4);
        graphics.dispose();
        return image;
    }

    /** Names the block always, its place and ground now and then. */
    @Override
    public Caption caption(long number, SplittableRandom random) {
        Map<String, String> said = truth(number);
        StringBuilder text = new StringBuilder("a ").append(said.get("block")).append(" block");
        if (random.nextBoolean()) {
            text.append(" on the ").append(said.get("place"));
        } else {
            said.remove("place");
        }
        if (random.nextBoolean()) {
            text.append(", ").append(said.get("ground")).append(" ground");
        } else {
            said.remove("ground");
        }
        return new Caption(text.toString(), said);
    }
}
