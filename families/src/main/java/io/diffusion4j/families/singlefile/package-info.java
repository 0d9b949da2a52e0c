/** What the files of several families share that hold a model under its original names. */
package io.diffusion4j.families.singlefile;
