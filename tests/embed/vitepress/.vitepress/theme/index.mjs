import DefaultTheme from 'vitepress/theme';
import 'corslab/element';
import './site.css';

export default DefaultTheme;
