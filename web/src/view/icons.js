import { svg } from './dom.js';

const kPaths = {
  pass: 'M3 8.5 6.5 12 13 4.5',
  fail: 'M4 4l8 8M12 4l-8 8',
  info: 'M8 7.5V12M8 4.2v.4',
  skip: 'M3 8h10',
  differs: 'M3 6h10M3 10.5h10M11 2.5 5 14',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 7v2.6M8 11.4v.2',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  undo: 'M6.5 3.5 3 7l3.5 3.5M3.5 7h6a3.2 3.2 0 0 1 0 6.4H7',
  redo: 'M9.5 3.5 13 7l-3.5 3.5M12.5 7h-6a3.2 3.2 0 0 0 0 6.4H9',
  file: 'M9 1.5H4v13h8.5V5ZM9 1.5V5h3.5',
  link: 'M6 4H3.5v8.5H12V10M8.5 3.5h4v4M12 4 7 9',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
};

/** @param {keyof typeof kPaths} name */
export const icon = (name) =>
  svg('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    svg('path', { d: kPaths[name], fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));
