/** Hands on the wait for services of the browser to the rooms that do not know backends. */
export { answered, answerPatience, NoAnswerError } from '../../backends/answered.ts';
