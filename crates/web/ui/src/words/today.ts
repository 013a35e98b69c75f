/** The page that opens first. */

import { rows } from './rows';

export const today = rows({
  'today.title': { zh: '今日', en: 'Today' },
  'today.late': { zh: '已逾期', en: 'Late' },
  'today.due_today': { zh: '今天到期', en: 'Due today' },
  'today.soon': { zh: '即将到期', en: 'Due soon' },
  'today.decide': { zh: '待本单位裁决', en: 'For this office to decide' },
  'today.unsent': { zh: '待发送', en: 'To be sent' },
  'today.nothing_due': { zh: '没有逾期和即将到期的事项', en: 'Nothing is late or due soon' },
  'today.nothing_to_decide': { zh: '没有待裁决的事项', en: 'Nothing to decide' },
  'today.due_title': { zh: '到期提醒', en: 'What is due' },
  'today.recent': { zh: '最近有变化的案件', en: 'Cases touched last' },
  'today.no_cases': { zh: '本机还没有案件', en: 'No cases here yet' },
  'today.arrived': { zh: '新到', en: 'Arrived' },
  'today.arrived_n': { zh: '新到{n}件有变化的案件，其中{new}件首次到本机', en: 'Something came of {n} cases; {new} are new here' },
  'today.seen': { zh: '已阅', en: 'I have seen these' },
  'today.nothing_came': { zh: '没有新到的内容', en: 'Nothing came' },
  'today.is_new': { zh: '首次到本机', en: 'new here' },
  'today.what_came': { zh: '新到内容', en: 'What came' },
  'today.when_came': { zh: '收到时间', en: 'When' },
  'today.all': { zh: '查看全部', en: 'All of them' },
  'today.register': { zh: '登记来访', en: 'Register a contact' },
  'today.what': { zh: '期限', en: 'Time limit' },
  'today.when': { zh: '到期日', en: 'Day' },
  'today.remaining': { zh: '剩余', en: 'Remaining' },
});
