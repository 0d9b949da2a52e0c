package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Suggestion;
import io.diffusion4j.pipelines.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adapters that a prompt asks for, as in {@code a red fox <lora:watercolor:0.8>}: files of that name in a folder. */
public final class PromptAdapters {
    private static final Pattern TAG = Pattern.compile("\\s?<lora:([^:>]*)(?::([^>]*))?>");
    private static final String ENDING = ".safetensors";

    private PromptAdapters() {}

    /**
     * The settings with the prompt's tags taken out of it and added to the adapters; the same if there are none.
     *
     * @throws ConfigurationException if a name is of no file in {@link PipelineSettings#loraFolder()}, or a scale no number
     */
    public static PipelineSettings resolved(PipelineSettings settings) {
        String prompt = settings.request().prompt();
        Matcher tags = TAG.matcher(prompt);
        List<AdapterSettings> adapters = new ArrayList<>(settings.adapters());
        while (tags.find()) {
            double scale = tags.group(2) == null ? 1 : scale(tags.group().strip(), tags.group(2));
            adapters.add(AdapterSettings.of(file(settings.loraFolder(), tags.group(1)), scale));
        }
        return adapters.size() == settings.adapters().size()
                ? settings
                : settings.withAdapters(adapters)
                        .withRequest(settings.request()
                                .withPrompt(tags.replaceAll("").strip()));
    }

    private static double scale(String tag, String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    "request.prompt: " + tag + " has no number behind its name; write <lora:name:0.8>");
        }
    }

    private static Path file(Path folder, String name) {
        List<String> known = names(folder);
        if (!known.contains(name)) {
            throw new ConfigurationException(
                    "request.prompt: <lora:%s> is no file of the folder %s".formatted(name, folder)
                            + Suggestion.phrase(name, "there are", known));
        }
        return folder.resolve(name + ENDING);
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException("lora-folder: there is no folder " + folder
                    + " to find the prompt's <lora:...> in; set `lora-folder` (on the command line --lora-dir FOLDER)");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException("lora-folder: " + folder + " cannot be read: " + e.getMessage());
        }
    }
}
