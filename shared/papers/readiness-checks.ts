import { quorumNeeded } from '../result/quorum.ts';
import { PROFILES } from '../plan/profiles.ts';
import type { PaperFacts } from './facts.ts';
import { countText } from './numbers.ts';
import type { CheckState, ReadinessCheck } from './readiness.ts';

/** What the records themselves say of the meeting's readiness, in the order of its phases. */
export function readinessChecks(facts: PaperFacts): ReadinessCheck[] {
  return [
    ballotCheck(facts),
    rollCheck(facts),
    phonesCheck(facts),
    quorumCheck(facts),
    committeeCheck(facts),
    keyCheck(facts),
  ];
}

function ballotCheck({ plan, ballotDigest }: PaperFacts): ReadinessCheck {
  const { lines, excluded } = plan;
  const named = `${countText(lines.length)} người trên phiếu, ${countText(excluded.length)} người không lấy phiếu`;
  return check(
    'Phiếu tín nhiệm đã chốt',
    ballotDigest !== null,
    'fail',
    named,
    'Chốt phiếu tín nhiệm.',
  );
}

function rollCheck({ plan }: PaperFacts): ReadinessCheck {
  const summoned = plan.venue.roll.length;
  return check(
    'Danh sách triệu tập',
    summoned > 0,
    'fail',
    `${countText(summoned)} người`,
    'Nạp danh sách.',
  );
}

function phonesCheck({ phonesAllowed }: PaperFacts): ReadinessCheck {
  const value =
    phonesAllowed === null ? 'Chưa quyết định' : phonesAllowed ? 'Cho phép' : 'Không cho phép';
  const advice = 'Chủ trì quyết định trước khi mở bỏ phiếu.';
  return check(
    'Dùng điện thoại cá nhân để bỏ phiếu',
    phonesAllowed !== null,
    'warn',
    value,
    advice,
  );
}

function quorumCheck({ plan, quorum, roll }: PaperFacts): ReadinessCheck {
  const { profile, totalDeputies } = plan.venue;
  const base =
    PROFILES[profile].quorumBase === 'totalDeputies' ? (totalDeputies ?? roll.length) : roll.length;
  const present = quorum?.present ?? roll.filter((member) => member.present).length;
  const value = `${countText(present)}/${countText(quorum?.base ?? base)}, cần ${countText(quorumNeeded(base))}`;
  return check(
    'Có mặt từ 2/3 trở lên, đã xác nhận',
    quorum !== null,
    'warn',
    value,
    'Điểm danh, rồi chủ trì xác nhận.',
  );
}

function committeeCheck({ committee }: PaperFacts): ReadinessCheck {
  const value = committee === null ? 'Chưa bầu' : `${countText(committee.members.length)} người`;
  return check(
    'Ban kiểm phiếu đã được bầu',
    committee !== null,
    'warn',
    value,
    'Hội nghị bầu Ban kiểm phiếu.',
  );
}

function keyCheck({ keyFingerprint, ceremonyRestarts }: PaperFacts): ReadinessCheck {
  const again = ceremonyRestarts.length;
  const value =
    keyFingerprint === null
      ? 'Chưa có khóa'
      : `${keyFingerprint}${again === 0 ? '' : `, làm lại ${countText(again)} lần`}`;
  return check(
    'Hòm phiếu điện tử đã niêm phong',
    keyFingerprint !== null,
    'warn',
    value,
    'Làm lễ niêm phong với đủ các thiết bị.',
  );
}

function check(
  what: string,
  isWell: boolean,
  otherwise: Exclude<CheckState, 'ok'>,
  value: string,
  advice: string,
): ReadinessCheck {
  return { what, state: isWell ? 'ok' : otherwise, value, advice: isWell ? '' : advice };
}
