import { afterEach, describe, expect, it } from 'vitest';
import { createHttpCaller } from '../world/slack/app-connection.ts';
import { SIGNING_SECRET } from '../world/slack/slack-harness.ts';
import { openScene, type Scene, type SceneOptions } from '../world/slack/slack-program.ts';

let scene: Scene;
afterEach(() => scene.close());

async function open(options?: SceneOptions): Promise<Scene> {
  scene = await openScene(options);
  return scene;
}

async function killAndResume(scene: Scene): Promise<void> {
  await scene.start();
  await scene.ada.command('/digest subscribe all when:daily 08:00 zone:UTC', scene.news);
  await scene.ada.awaits(1, scene.news);
  await scene.publish();
  scene.slack.faults.next('chat.postMessage', { kind: 'silent' });
  scene.moveClock('2026-11-24T08:00:00Z');
  await expect.poll(() => scene.posted().length, { timeout: 10_000 }).toBe(1);
  await scene.kill();
  await scene.start();
  // What was killed may still be on its way for some seconds.
  scene.moveClock('2026-11-24T08:02:00Z');
}

describe('the program, killed after Slack has stored a post and before it has answered', () => {
  it('finds the post when it starts again, and posts nothing twice', async () => {
    const scene = await open();
    await killAndResume(scene);
    const looked = () => scene.slack.calls.filter(({ method }) => method === 'conversations.history').length;
    await expect.poll(looked, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(async () => JSON.parse(await scene.verb('stats', '--json')), { timeout: 10_000 })
      .toMatchObject({ posted: 1, waiting: 0, held: 0 });
    expect(scene.posted()).toHaveLength(1);
  }, 40_000);

  it('holds it where the history may not be read, says so, and tells the stories the next day', async () => {
    const scene = await open({ without: ['channels:history'] });
    await killAndResume(scene);
    await expect
      .poll(() => scene.verb('doctor', '--json'), { timeout: 15_000 })
      .toContain('channels:history');
    expect(scene.posted()).toHaveLength(1);
    scene.moveClock('2026-11-25T08:00:00Z');
    await expect.poll(() => scene.posted().length, { timeout: 10_000 }).toBe(2);
    expect(scene.posted()[1]?.text).toContain('News 0');
  }, 40_000);
});

describe('the program by HTTP', () => {
  it('answers what Slack sends to its web server, and refuses what others send', async () => {
    const { slack, ada, news, start } = await open({ mode: 'http' });
    const address = `${await start()}/slack/events`;
    const way = createHttpCaller({
      address,
      signingSecret: SIGNING_SECRET,
      now: () => Temporal.Now.instant(),
    });
    const person = slack.person(ada.user, way);
    expect(await person.command('/digest sources', news)).toMatchObject({ acknowledged: true });
    await person.awaits(1, news);
    expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(401);
  }, 40_000);
});
