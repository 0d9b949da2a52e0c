package io.diffusion4j.app.command;

import io.diffusion4j.core.error.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The shorthands of {@code d4j generate}: each sets one path of the pipeline file. */
final class RequestOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d+)(?:x(\\d+))?");

    private static final Pattern SCALED = Pattern.compile("(.+):(-?\\d+(?:\\.\\d*)?)");

    @Parameters(paramLabel = "PROMPT", arity = "0..1", description = "What the image should show.")
    private Optional<String> prompt = Optional.empty();

    @Option(names = "--negative", paramLabel = "TEXT", description = "What it should not show.")
    private Optional<String> negative = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A diffusers folder, a .safetensors file, or org/name in the local Hugging Face cache.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--variant", paramLabel = "NAME", description = "Variant of the weight files, such as fp16.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--model-config",
            paramLabel = "DIR",
            description = "Diffusers folder with what a single-file checkpoint lacks, and with its configs.")
    private Optional<Path> modelConfig = Optional.empty();

    @Option(
            names = "--lora",
            paramLabel = "FILE[:SCALE]",
            description = "Merge a LoRA, at that scale or 1. May be repeated.")
    private List<String> loras = new ArrayList<>();

    @Option(
            names = "--lora-dir",
            paramLabel = "DIR",
            description = "Folder with the files that <lora:NAME:SCALE> in a prompt names; loras if left out.")
    private Optional<Path> loraFolder = Optional.empty();

    @Option(names = "--image", paramLabel = "FILE", description = "The image to begin with, instead of noise.")
    private Optional<Path> image = Optional.empty();

    @Option(names = "--strength", paramLabel = "N", description = "How much of that image is changed, from 0 to 1.")
    private Optional<String> strength = Optional.empty();

    @Option(names = "--size", paramLabel = "WxH", description = "Size in pixels: 512 or 768x512.")
    private Optional<String> size = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Number of inference steps.")
    private Optional<String> steps = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the first image.")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--count", paramLabel = "N", description = "How many images; image i has the seed + i.")
    private Optional<String> count = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "How many of them are computed together.")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--scheduler", paramLabel = "TYPE", description = "The scheduler; see d4j plugins.")
    private Optional<String> scheduler = Optional.empty();

    @Option(
            names = "--guidance",
            paramLabel = "SCALE",
            description = "Scale of classifier-free guidance; for its other settings see --set.")
    private Optional<String> guidance = Optional.empty();

    @Option(names = "--attention", paramLabel = "TYPE", description = "The attention kernel.")
    private Optional<String> attention = Optional.empty();

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, cuda or cuda:N.")
    private Optional<String> device = Optional.empty();

    @Option(names = "--dtype", paramLabel = "TYPE", description = "auto, float32, float16 or bfloat16.")
    private Optional<String> dtype = Optional.empty();

    @Option(names = "--offload", paramLabel = "WHAT", description = "auto, none, components or blocks.")
    private Optional<String> offload = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "A folder, or a file ending in .png.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Set anything else: --set request.guidance.rescale=0.7. May be repeated.")
    private List<String> settings = new ArrayList<>();

    /** The options as {@code path=value} lines, the general {@code --set} last so that it wins. */
    List<String> assignments() {
        List<String> lines = new ArrayList<>();
        text(lines, "request.prompt", prompt);
        text(lines, "request.negative-prompt", negative);
        text(lines, "model", model);
        text(lines, "variant", variant);
        text(lines, "model-config", modelConfig.map(Path::toString));
        if (!loras.isEmpty()) {
            lines.add("adapters="
                    + loras.stream().map(RequestOptions::adapter).collect(Collectors.joining(", ", "[", "]")));
        }
        text(lines, "lora-folder", loraFolder.map(Path::toString));
        text(lines, "output", output.map(Path::toString));
        text(lines, "request.image", image.map(Path::toString));
        plain(lines, "request.strength", strength);
        size.ifPresent(value -> addSize(lines, value));
        plain(lines, "request.steps", steps);
        plain(lines, "request.seed", seed);
        plain(lines, "request.count", count);
        plain(lines, "request.batch", batch);
        plain(lines, "request.scheduler", scheduler);
        plain(lines, "request.guidance.type", guidance.map(scale -> "cfg"));
        plain(lines, "request.guidance.scale", guidance);
        plain(lines, "attention", attention);
        plain(lines, "device", device);
        plain(lines, "dtype", dtype);
        plain(lines, "offload", offload);
        lines.addAll(settings);
        return lines;
    }

    private static void addSize(List<String> lines, String size) {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new ConfigurationException("--size: expected WxH such as 768x512, or 512, got '" + size + "'");
        }
        lines.add("request.width=" + sides.group(1));
        lines.add("request.height=" + Optional.ofNullable(sides.group(2)).orElse(sides.group(1)));
    }

    private static void plain(List<String> lines, String path, Optional<String> value) {
        value.ifPresent(v -> lines.add(path + "=" + v));
    }

    /** Text is quoted and all but plain ASCII escaped, so that nothing of a prompt is ever read as YAML. */
    private static void text(List<String> lines, String path, Optional<String> value) {
        value.ifPresent(v -> lines.add(path + "=" + quoted(v)));
    }

    private static String quoted(String text) {
        return text.codePoints().mapToObj(RequestOptions::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    /** A colon may belong to the path; a number behind the last one is the scale. */
    private static String adapter(String lora) {
        Matcher scaled = SCALED.matcher(lora);
        return scaled.matches()
                ? "{file: " + quoted(scaled.group(1)) + ", scale: " + scaled.group(2) + "}"
                : "{file: " + quoted(lora) + "}";
    }

    private static String escaped(int codePoint) {
        boolean plain = codePoint >= ' ' && codePoint <= '~' && codePoint != '"' && codePoint != '\\';
        return plain ? Character.toString(codePoint) : "\\U%08X".formatted(codePoint);
    }
}
