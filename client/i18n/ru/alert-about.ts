import type en from '../en/alert-about';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  of: {
    SINGLE_PHENOM: 'ниже порога только по данным одного вида средств',
    IMPACT_PREDICTED: 'территория: {party}, не менее {percent} %',
    RAID: 'пусков: {launches} за {seconds} с, {numbers}',
    ACK_OVERDUE: 'нет ответа в срок на {alert}, {code}',
    CONSULT_REQUESTED: '{consult} ждёт участников',
    CONSULT_OVERDUE: '{consult}: нет ответа или не закрыта в срок',
    FEED_STALE_GAP: 'образуется разрыв в контроле',
    FEED_FLOOD: 'записей в секунду: {rate}, предел {quota}',
    FEED_MALFORMED: 'отклонено записей: {refused} из {records}, последняя {error} {field}',
    COUNT_FLAPPING: '{source}: счёт {counts} за {seconds} с',
    CLOCK_SKEW: 'времена отличаются на {timeS} с, медиана по {looks} обзорам',
    SENSORS_DISAGREE: 'наблюдает {sensor}, не наблюдает {other}, обзоров: {looks}',
    SENSORS_DISAGREE_CLAIM: '{source} сообщает о пуске, средства вида {kind} не видят ничего {seconds} с',
    POSSIBLE_TEST_PATTERN_REPEATED: 'обзоров, повторяющих прежние до последнего знака: {looks}',
    POSSIBLE_TEST_PATTERN_EVEN: 'донесений подряд через ровно {timeS} с: {no}',
    POSSIBLE_TEST_PATTERN_STORED: 'донесения как в хранимом сценарии «{name}»',
    POSSIBLE_TEST_PATTERN_MARKED: '{source}: отмечено как испытание или тренировка',
    POSSIBLE_TEST_PATTERN_ALONE: 'сообщает только {source}, другие средства ничего не видят',
    POSSIBLE_FALSE_GLINT: 'возможен блик Солнца, наклон облака {degrees}°, высота Солнца {elevation}°',
    STORAGE_DEGRADED_REFUSED: 'журнал не принимает записи, команды отклоняются',
    STORAGE_DEGRADED_SLOW: 'запись ждала диска {seconds} с',
    ENGINE_DEGRADED_SILENT: 'нет сигнала от вычислителя {seconds} с',
    ENGINE_DEGRADED_BEHIND: 'дежурство отстаёт от часов на {seconds} с',
    ENGINE_DEGRADED_LATE: 'тактов с опозданием за минуту: {no}, наибольшее {seconds} с',
    CLOCK_SKEW_CENTER: 'часы Центра сместились на {timeS} с за {seconds} с',
    AUDIT_CHAIN_BROKEN: 'нарушенных цепочек: {no}, первая ошибка {error}',
    RELEASE_VIOLATION_BLOCKED: 'задержано записей: {refused}',
    ONE_KIND_LONG: 'один вид средств наблюдает дольше {seconds} с',
    NOT_CORROBORATED:
      'второй вид средств не подтвердил за {seconds} с после окончания активного участка, запрошена оценка',
  },
};
export default ru;
