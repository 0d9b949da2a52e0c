/** What can be trained: a task makes its models and says how wrong they are on a batch. */
package io.diffusion4j.training.task;
