#include "report/style.h"

namespace report {

// Colours are pairs that have a contrast of at least 4.5 to 1 on each ground they stand on (WCAG AA), light
// and dark; tests/tools/report_test.cpp computes it. No mark is told by its colour alone.
std::string_view style() {
  return R"css(:root{
  color-scheme:light dark;
  --ground:#fbfaf6;--raised:#f3f0e8;--ink:#1e1d1a;--quiet:#5d594f;--rule:#dbd6c9;--link:#1b4f86;
  --join:#0a6457;--change:#874600;--repair:#66309a;--cut:#9c1f2c;--doubt:#6d4a00;--doubt-ground:#fdf0c4;
  --bar:#33597f;--hatch:#8d867a;
  --sans:"Source Sans 3","Source Sans Pro","Noto Sans",system-ui,-apple-system,"Segoe UI",sans-serif;
  --serif:"Source Serif 4","Source Serif Pro","Noto Serif",Georgia,"Times New Roman",serif;
  --reading:var(--serif);--raw:var(--sans);
}
@media (prefers-color-scheme:dark){:root{
  --ground:#17191c;--raised:#202327;--ink:#e6e3db;--quiet:#aaa598;--rule:#383c42;--link:#93c0f2;
  --join:#62cdb9;--change:#efb46c;--repair:#cba5f4;--cut:#ff9d9d;--doubt:#ffd978;--doubt-ground:#3a3010;
  --bar:#7fa9d3;--hatch:#8b877e;
}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem clamp(1rem,4vw,4rem) 6rem;max-width:96rem;background:var(--ground);
  color:var(--ink);font:1rem/1.5 var(--sans)}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:2.25rem;margin:0 0 1.5rem;overflow-wrap:anywhere}
h2{font-size:1.5rem;margin:4rem 0 1.25rem;padding-top:.75rem;border-top:2px solid var(--ink)}
h3{font-size:1.25rem;margin:0;overflow-wrap:anywhere}
h4{font-size:1rem;margin:2rem 0 .5rem}
small{font-size:.8125rem;color:var(--quiet);font-weight:400}
.figures{display:flex;flex-wrap:wrap;gap:1.25rem 2.75rem;margin:0}
.figures div{display:flex;flex-direction:column-reverse}
.figures dt{color:var(--quiet);font-size:.875rem}
.figures dd{margin:0;font:600 1.75rem/1.2 var(--serif);font-variant-numeric:lining-nums tabular-nums}
.fault{color:var(--cut);border-inline-start:3px solid var(--cut);padding-inline-start:.75rem;overflow-wrap:anywhere}

figure{margin:0;min-width:0}
figcaption,caption{font-weight:600;text-align:start;margin-bottom:.75rem;padding:0}
caption{padding-bottom:.5rem;margin:0;white-space:nowrap}
figcaption small{margin-inline-start:.5rem}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,23rem),1fr));gap:2.5rem 3rem;align-items:start}
.plot{display:block;width:100%;height:auto;max-width:40rem;overflow:visible}
.plot text{font:13px var(--sans);fill:var(--ink)}
.plot .value{fill:var(--quiet);font-size:12px;font-variant-numeric:tabular-nums}
.plot .bar{fill:var(--bar)}
.plot .hatch{fill:var(--hatch)}
.plot .hatch-ground{fill:var(--ground)}
.plot .axis{stroke:var(--quiet);stroke-width:1}
.tables{display:flex;flex-wrap:wrap;gap:2rem 4rem;margin-top:2.5rem;align-items:start}
table{border-collapse:collapse;font-size:.9375rem}
th,td{padding:.4rem 1.25rem .4rem 0;text-align:start;vertical-align:baseline;border-bottom:1px solid var(--rule)}
th{font-weight:400}
thead th{color:var(--quiet);font-size:.8125rem;border-bottom-color:var(--quiet);white-space:nowrap}
th:last-child,td:last-child{padding-inline-end:0}
.num{text-align:end;font-variant-numeric:lining-nums tabular-nums;white-space:nowrap}
.wide{overflow-x:auto}
.eye{width:100%}
.eye th[scope=row]{min-width:11rem;overflow-wrap:anywhere}
.eye th small{white-space:nowrap}
.eye td:last-child{min-width:20rem}
.eye thead th:nth-child(n+2):nth-child(-n+7){text-align:end}
.left-out{background:var(--doubt-ground);color:var(--doubt);padding:.6rem .9rem;border-inline-start:3px solid var(--doubt)}
details{margin:1rem 0}
summary{cursor:pointer;color:var(--link);padding:.15rem 0;width:fit-content}
.how ul,.toc{max-width:52rem;padding-inline-start:1.5rem}
.how li{margin:.35rem 0}
.toc{columns:22rem auto;column-gap:2.5rem;overflow-wrap:anywhere}

.toggles{position:sticky;top:0;z-index:2;margin:1.5rem 0 0;padding:.55rem 0 .6rem;border:0;
  border-bottom:1px solid var(--rule);background:var(--ground);display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;
  min-width:0;font-size:.9375rem}
.toggles legend{float:inline-start;padding:0;margin-inline-end:1.25rem;color:var(--quiet)}
.toggles label{display:inline-flex;align-items:center;gap:.4rem;cursor:pointer;min-height:1.75rem}
.toggles input{accent-color:var(--link);margin:0;width:1rem;height:1rem}

.page{padding-top:3rem}
.page+.page{margin-top:3rem;border-top:1px solid var(--ink)}
.page h3 .pg{font-weight:400;color:var(--quiet)}
.sum{margin:.35rem 0 1.5rem;color:var(--quiet);font-size:.9375rem}
.cols,.g{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);column-gap:2.5rem}
.cols{color:var(--quiet);font-size:.8125rem;padding-bottom:.4rem;border-bottom:1px solid var(--quiet)}
.cols span:first-child{padding-inline-start:4.75rem}
.cols span:last-child{padding-inline-start:7.5rem}
.g{padding:.55rem 0;border-bottom:1px solid var(--rule)}
.ls{list-style:none;margin:0;padding:0;font:.9375rem/1.6 var(--raw);color:var(--quiet);min-width:0}
.l{display:grid;grid-template-columns:3rem 1.75rem minmax(0,1fr)}
.l.gap:not(:first-child){margin-top:.6em}
.n{color:var(--quiet);text-align:end;font:.75rem/1.6 var(--sans);line-height:2;
  font-variant-numeric:lining-nums tabular-nums;user-select:none}
.fl{text-align:center;line-height:1.5;user-select:none}
.s{color:var(--ink);opacity:.86;white-space:pre-wrap;overflow-wrap:anywhere}
.bs{min-width:0;align-self:start;position:sticky;top:3.75rem}
.bs:focus-within{z-index:3}
.b{display:grid;grid-template-columns:6.25rem minmax(0,1fr);column-gap:1.25rem;align-items:baseline}
.b+.b,.b+.note,.note+.b{margin-top:.55rem}
.role{text-align:end;color:var(--quiet);font-size:.75rem;line-height:1.35;overflow-wrap:break-word;user-select:none}
.role .out{display:block}
.out{color:var(--quiet);font-size:.75rem}
.t{margin:0;font:1.0625rem/1.6 var(--reading);overflow-wrap:anywhere;white-space:pre-wrap}
.headline .t{font-size:1.3125rem;font-weight:700;line-height:1.35}
.kicker .t,.subheadline .t,.heading .t{font-weight:600}
.byline .t,.abstract .t{font-style:italic}
.verse .t{padding-inline-start:2em}
.lifted .t{font-size:.9375rem;color:var(--quiet);border-inline-start:2px dashed var(--quiet);padding-inline-start:.75rem}
.a{display:flex;flex-wrap:wrap;gap:.2rem .75rem;align-items:baseline;margin:.35rem 0 .5rem;padding-inline-start:7.5rem;
  font-size:.8125rem;color:var(--quiet)}
.a .at{font-weight:700;color:var(--ink);letter-spacing:.02em}
.note{margin:.3rem 0;padding-inline-start:7.5rem;font-size:.875rem;color:var(--quiet)}

.s:lang(zh),.s:lang(ja),.s:lang(ko){line-height:1.75}
.t:lang(zh),.t:lang(ja),.t:lang(ko){line-height:1.85;font-style:normal;text-align:justify}
.headline .t:lang(zh),.headline .t:lang(ja),.headline .t:lang(ko){line-height:1.5;text-align:start}
:lang(zh){--reading:"Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;
  --raw:"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
:lang(zh-Hant){--reading:"Noto Serif CJK TC","Noto Serif TC","Source Han Serif TC","Songti TC",PMingLiU,serif;
  --raw:"Noto Sans CJK TC","Noto Sans TC","Source Han Sans TC","PingFang TC","Microsoft JhengHei",sans-serif}
:lang(ja){--reading:"Noto Serif CJK JP","Noto Serif JP","Source Han Serif","Hiragino Mincho ProN","Yu Mincho",serif;
  --raw:"Noto Sans CJK JP","Noto Sans JP","Source Han Sans","Hiragino Sans","Yu Gothic",sans-serif}
:lang(ko){--reading:"Noto Serif CJK KR","Noto Serif KR","Source Han Serif K","AppleMyungjo",Batang,serif;
  --raw:"Noto Sans CJK KR","Noto Sans KR","Source Han Sans K","Apple SD Gothic Neo","Malgun Gothic",sans-serif}
.t:lang(zh),.t:lang(ja),.t:lang(ko){font-family:var(--reading)}
.s:lang(zh),.s:lang(ja),.s:lang(ko){font-family:var(--raw)}
q:lang(zh),q:lang(ja),q:lang(ko){font-family:var(--raw)}
q{quotes:none;overflow-wrap:anywhere;white-space:pre-wrap;background:var(--raised);border:1px solid var(--rule);
  border-radius:3px;padding:0 .3em}
.list td,.eye td{line-height:1.6}

.m{color:inherit;text-decoration:none;border-radius:2px}
.m ins,.m del{text-decoration:inherit}
a.m:hover{background:var(--raised)}
.i{color:var(--change);text-decoration:underline double 1px;text-underline-offset:.2em}
.i.f-repair{color:var(--repair);text-decoration:underline wavy 1px}
.i.f-decode{color:var(--cut);text-decoration:underline dashed 2px}
.i.f-rejoin{color:var(--join);text-decoration:underline solid 2px}
.d{color:var(--cut);text-decoration:line-through 1.5px;font-size:.85em;user-select:none}
.j{color:var(--join);font-family:var(--sans);font-weight:600;font-size:.85em;white-space:nowrap;user-select:none}
.jn{font-size:.78em;vertical-align:.4em;font-variant-numeric:lining-nums tabular-nums}
.q{display:inline-block;min-width:1.15em;text-align:center;font:700 .8125rem/1.3 var(--sans);color:var(--doubt);
  background:var(--doubt-ground);border:1px solid var(--doubt);border-radius:50%}
.ro,.st{color:var(--link);text-decoration:underline dotted 1px;text-underline-offset:.2em}
.fffd{color:var(--ground);background:var(--cut);padding:0 .15em;border-radius:2px}
.unseen{font:.7em/1 var(--sans);color:var(--doubt);border:1px dotted var(--doubt);padding:0 .2em;border-radius:2px;
  unicode-bidi:isolate;direction:ltr}
a.m:focus-visible::after{content:attr(title);position:fixed;z-index:3;inset:auto 1rem 1rem;width:fit-content;
  max-width:60rem;margin-inline:auto;padding:.6rem .9rem;border-radius:4px;background:var(--ink);color:var(--ground);
  font:400 .9375rem/1.45 var(--sans);text-align:start;white-space:normal;text-decoration:none}

.list{width:100%;table-layout:fixed;font-size:.875rem}
.list th:nth-child(1){width:15%}
.list th:nth-child(2){width:33%}
.list th:nth-child(3){width:29%}
.list th:nth-child(4){width:5rem;text-align:end}
.list td{overflow-wrap:anywhere}
.list td small{display:block}
.list .num{padding-inline-end:1.25rem}
.list .not td:last-child{color:var(--doubt)}
:target{background:var(--doubt-ground);outline:2px solid var(--doubt);outline-offset:3px;border-radius:2px}
section:target{background:none;outline:none}

@media screen and (max-width:56rem){
  body{padding-top:1.25rem}
  h1{font-size:1.75rem}
  h2{margin-top:2.5rem}
  .g{grid-template-columns:minmax(0,1fr);row-gap:.6rem}
  .cols{display:none}
  .bs{position:static;border-inline-start:2px solid var(--rule);padding-inline-start:.75rem}
  .a,.note{padding-inline-start:0}
  .b{grid-template-columns:minmax(0,1fr)}
  .role{text-align:start}
  .role .out{display:inline;margin-inline-start:.5em}
  .toggles{position:static}
  html{scroll-padding-top:1rem}
  .list,.list tbody,.list tr,.list td{display:block;width:auto}
  .list thead{display:none}
  .list tr{padding:.5rem 0;border-bottom:1px solid var(--rule)}
  .list td{border:0;padding:.1rem 0}
  .list .num{text-align:start}
  .list .num::before{content:"sure: "}
}
@media print{
  :root{color-scheme:light;--ground:#fff;--raised:#fff;--ink:#000;--quiet:#444;--rule:#bbb;--link:#000;--join:#0a5045;
    --change:#6b3800;--repair:#502478;--cut:#8a1522;--doubt:#5a3d00;--doubt-ground:#fff;--bar:#444;--hatch:#777}
  body{padding:0;max-width:none}
  html{font-size:9pt}
  h2{margin-top:2rem}
  .wide{overflow:visible}
  .eye td:last-child,.eye th[scope=row]{min-width:0}
  th,td{padding-inline-end:.6rem}
  .plots{grid-template-columns:repeat(3,minmax(0,1fr));gap:1.5rem}
  figcaption small{display:block;margin:0}
  .cols,.g{column-gap:1rem}
  .cols span:first-child{padding-inline-start:4rem}
  .cols span:last-child,.a,.note{padding-inline-start:5rem}
  .l{grid-template-columns:2.25rem 1.75rem minmax(0,1fr)}
  .b{grid-template-columns:4.25rem minmax(0,1fr);column-gap:.75rem}
  .toggles,.how,nav,.skip{display:none}
  .bs{position:static}
  .page{break-before:page;padding-top:0}
  .l,.b,tr,figure{break-inside:avoid}
  h2,h3,h4,.a{break-after:avoid}
  a{text-decoration:none}
}
)css";
}

std::string style_of_toggle(const std::string& name) {
  const std::string off = "body:has(#show-" + name + ":not(:checked)) ", of = ".f-" + name;
  return off + ":is(.j,.d,.q,tr)" + of + "{display:none}\n" + off + ":is(.i,.ro,.st)" + of +
         "{color:inherit;text-decoration:none}\n";
}

}  // namespace report
