/**
 * Text pieces by the likelihood of a unigram language model: SentencePiece, Kudo and Richardson 2018.
 *
 * <p>The ids are those of the SentencePiece library; they were compared over 1.5 million texts, among them every code
 * point. The library itself is not used: its Java bindings unpack native code into the user's home, crash the JVM when a
 * model is used after it was freed, and go to the network unless the whole process is told not to. What a prompt needs
 * of it is small.
 */
package io.diffusion4j.textencoders.sentencepiece;
