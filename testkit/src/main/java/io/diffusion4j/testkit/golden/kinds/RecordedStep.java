package io.diffusion4j.testkit.golden.kinds;

import java.util.ArrayList;
import java.util.List;

/**
 * One evaluation of a recorded run, by the names and rows of its tensors.
 *
 * @param row of the tensors {@code sample}, {@code output} and all others that belong to it
 * @param sample what the model saw
 * @param output what it answered
 * @param result what the scheduler made of it
 * @param resultRow of the tensor {@code result}
 */
record RecordedStep(int row, String sample, String output, String result, int resultRow) {

    static List<RecordedStep> of(SchedulerRun run) {
        return run.has("corrected") ? twoStages(run) : run.has("repaint.undo") ? withUndone(run) : plain(run);
    }

    private static List<RecordedStep> plain(SchedulerRun run) {
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < run.steps(); i++) {
            steps.add(new RecordedStep(i, "sample_in", "model_output", "prev_sample", i));
        }
        return steps;
    }

    /** A corrector and a predictor for each row. The reference's pipeline ends with the mean of the last prediction. */
    private static List<RecordedStep> twoStages(SchedulerRun run) {
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < run.steps(); i++) {
            String result = i + 1 < run.steps() ? "prev_sample" : "prev_sample_mean";
            steps.add(new RecordedStep(i, "sample_in", "correct_model_output", "corrected", i));
            steps.add(new RecordedStep(i, "corrected", "model_output", result, i));
        }
        return steps;
    }

    /** The steps that are undone after an evaluation belong to it. */
    private static List<RecordedStep> withUndone(SchedulerRun run) {
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < run.steps(); i++) {
            if (!run.undoes(i)) {
                int last = i;
                while (last + 1 < run.steps() && run.undoes(last + 1)) {
                    last++;
                }
                steps.add(new RecordedStep(i, "sample_in", "model_output", "prev_sample", last));
            }
        }
        return steps;
    }
}
