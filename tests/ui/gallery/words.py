"""The sample pages' own words in three languages, so that long Russian and short Chinese are seen."""

_ROWS = """
today|Today|Сегодня|今天
list|All deals|Все сделки|全部商机
name|Name|Название|名称
company|Company|Компания|公司
stage|Stage|Этап|阶段
owner|Owner|Ответственный|负责人
value|Value|Сумма|金额
close|Closes|Закрытие|预计成交
next|Next step|Следующий шаг|下一步
days|Days|Дней|天数
total|Total|Итого|合计
won|Won|Выиграна|赢单
lost|Lost|Проиграна|输单
stuck|Stuck|Зависла|停滞
move|Move to stage|Перенести на этап|移至阶段
assign|Change owner|Сменить ответственного|更换负责人
people|People|Люди|联系人
facts|Facts|Сведения|信息
products|Products|Товары и услуги|产品
files|Files|Файлы|文件
note|Note|Заметка|备注
call|Call|Звонок|通话
meeting|Meeting|Встреча|会议
task|Task|Задача|任务
mail|Mail|Письмо|邮件
write|Write what happened…|Напишите, что произошло…|写下发生了什么……
save|Save the note|Сохранить заметку|保存备注
source|Source|Источник|来源
type|Type|Тип|类型
calls|Calls|Звонки|电话
overdue|Overdue|Просрочено|已逾期
nostep|Deals without a next step|Сделки без следующего шага|没有下一步的商机
stuckones|Stuck deals|Зависшие сделки|停滞的商机
plan|Plan|Запланировать|计划
done|Done|Сделано|完成
needs|Proposal still wants|Для этапа «КП» не хватает|方案报价还需要
dm|decision maker|лицо, принимающее решение|决策人
budget|budget|бюджет|预算
numbers|Numbers|Показатели|数据
settings|Settings|Настройки|设置
pipelines|Pipelines|Воронки|销售管道
import|Import|Импорт|导入
deal|Deal|Сделка|商机
win|Win|Выиграть|赢单
lose|Lose|Проиграть|输单
filter|Filter|Фильтр|筛选
open|Open deals|Открытые сделки|进行中的商机
weighted|Weighted value|Взвешенная сумма|加权金额
rate|Win rate|Доля выигранных|赢单率
cycle|Cycle, median|Цикл, медиана|成交周期中位数
funnel|Proposals convert worse since May|С мая предложения конвертируются хуже|五月以来方案报价转化变差
who|Who won what|Кто что выиграл|各人赢单率
region|Region|Регион|地区
site|Website|Сайт|网站
inn|Tax number|ИНН|统一社会信用代码
"""
_TABLE = [row.split("|") for row in _ROWS.strip().splitlines()]
WORDS = {language: {row[0]: row[at] for row in _TABLE} for at, language in ((1, "en"), (2, "ru"), (3, "zh-hans"))}
