/** Says what the examples of a task are called: images, unless the task says otherwise. */
import type { ExampleNoun, Task } from './task.ts';

const images: ExampleNoun = { one: 'image', many: 'images' };

/** Returns the noun for the examples of a task. */
export function exampleNoun({ noun }: Pick<Task, 'noun'>): ExampleNoun {
  return noun ?? images;
}

/** Returns a noun with its article: “an image”, “a mixture”. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/**
 * Returns a text about examples, or images, with the noun of a task in their place: “Training
 * mixtures”.
 */
export function namedFor(task: Pick<Task, 'noun'>, text: string): string {
  const noun = exampleNoun(task);
  return text.replace(
    /\b(an? )?(example|image)(s)?\b/gi,
    (_, article: string | undefined, word: string, plural) => {
      const name = plural ? noun.many : noun.one;
      const cased = /^[EI]/.test(word) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
      if (!article) return cased;
      const whole = withArticle(cased);
      return article.startsWith('A') ? `${whole.charAt(0).toUpperCase()}${whole.slice(1)}` : whole;
    },
  );
}
