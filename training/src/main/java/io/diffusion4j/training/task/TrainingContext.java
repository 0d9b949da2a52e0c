package io.diffusion4j.training.task;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.parameters.Parameters;
import org.bytedeco.pytorch.Device;

/**
 * What a task is made from, beside its own settings.
 *
 * @param device where the run computes
 * @param parameters takes the models that are trained
 * @param attention for models that attend
 * @param data the pictures
 * @param order which pictures make up which batch
 * @param providers of models that the task loads
 */
public record TrainingContext(
        Device device,
        Parameters parameters,
        AttentionKernel attention,
        DataSet data,
        BatchOrder order,
        Providers providers) {}
